from django.urls import path

from senim.offline import sync, views

app_name = "offline"
urlpatterns = [
    path("", views.shell, name="shell"),
    path("worker.js", views.worker, name="worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("icon-<int:side>.png", views.icon, name="icon"),
    path("contact/", sync.contact, name="contact"),
    path("session/", sync.session, name="session"),
    path("device/", sync.device, name="device"),
    path("bundle/", sync.bundle, name="bundle"),
    path("items/", sync.items, name="items"),
    path("devices/", views.devices, name="devices"),
    path("devices/<int:device_id>/lost/", views.lost, name="lost"),
]
