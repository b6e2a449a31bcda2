from django.urls import path

from senim.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("find/", views.find, name="find"),
    path("find/list/", views.from_list, name="list"),
    path("find/list/<str:code>/", views.area, name="area"),
    path("find/street/<int:street_id>/", views.street, name="street"),
    path("beat/<str:code>/", views.beat, name="beat"),
    path("about/", views.about, name="about"),
    path("terms/", views.terms, name="terms"),
]
