from django.urls import path

from senim.portal import key_views, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("find/", views.find, name="find"),
    path("find/list/", views.from_list, name="list"),
    path("find/list/<str:code>/", views.area, name="area"),
    path("find/street/<int:street_id>/", views.street, name="street"),
    path("beat/<str:code>/", views.beat, name="beat"),
    path("beat/<str:code>/calendar/", views.calendar, name="calendar"),
    path("about/", views.about, name="about"),
    path("terms/", views.terms, name="terms"),
    path("systems/", views.systems, name="systems"),
    path("keeping/keys/", key_views.keys, name="keys"),
    path("keeping/keys/add/", key_views.add, name="key-add"),
    path("keeping/keys/<int:key_id>/revoke/", key_views.revoke, name="key-revoke"),
]
