from django.urls import path

from senim.reception.views import desk, office, public, road

app_name = "reception"
urlpatterns = [
    path("", public.find, name="find"),
    path("of/<str:code>/", public.of, name="of"),
    path("at/<slug:key>/", public.times, name="times"),
    path("at/<slug:key>/<str:stamp>/", public.take, name="take"),
    path("mine/", public.mine, name="mine"),
    path("t/<str:secret>/", public.ticket, name="ticket"),
    path("t/<str:secret>/move/", public.move, name="move"),
    path("t/<str:secret>/cancel/", public.cancel, name="cancel"),
    path("road/", public.road, name="road"),
    path("book/", desk.book, name="book"),
    path("book/<int:booking_id>/", desk.booking, name="booking"),
    path("book/<int:booking_id>/settle/", desk.settle, name="settle"),
    path("book/<int:booking_id>/hand/", desk.hand, name="hand"),
    path("came/", desk.came, name="came"),
    path("enter/", office.enter, name="enter"),
    path("talks/", office.talks, name="talks"),
    path("talks/<int:talk_id>/", office.slip, name="slip"),
    path("trips/", road.trips, name="trips"),
    path("trips/new/", road.plan, name="plan_trip"),
    path("trips/<int:trip_id>/", road.trip, name="trip"),
    path("trips/<int:trip_id>/move/", road.move, name="move_trip"),
    path("trips/<int:trip_id>/cancel/", road.cancel, name="cancel_trip"),
    path("trips/<int:trip_id>/held/", road.held, name="hold_trip"),
    path("hours/", desk.hours, name="hours"),
    path("desks/", desk.desks, name="desks"),
    path("desks/<slug:key>/", desk.desk, name="desk"),
]
