from django.urls import path

from senim.gatherings import views

app_name = "gatherings"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.plan, name="plan"),
    path("indicators/", views.indicators, name="indicators"),
    path("<int:gathering_id>/", views.gathering, name="gathering"),
    path("<int:gathering_id>/move/", views.move, name="move"),
    path("<int:gathering_id>/cancel/", views.cancel, name="cancel"),
    path("<int:gathering_id>/held/", views.hold, name="hold"),
    path("<int:gathering_id>/promises/new/", views.add_promise, name="add_promise"),
    path("meetings/<int:meeting_id>/promises/new/", views.add_meeting_promise, name="add_meeting_promise"),
    path("promises/<int:promise_id>/", views.promise, name="promise"),
    path("at/<int:gathering_id>/", views.public_gathering, name="public"),
    path("of/<str:code>/", views.of_area, name="of_area"),
]
