from django.urls import path

from senim.registers import views

app_name = "registers"
urlpatterns = [
    path("", views.look_up, name="look_up"),
    path("camera/", views.still, name="still"),
    path("log/", views.log, name="log"),
]
