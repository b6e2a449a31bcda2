from django.urls import path

from senim.passport import views

app_name = "passport"
urlpatterns = [
    path("", views.beats, name="beats"),
    path("<int:area_id>/", views.beat, name="beat"),
    path("<int:area_id>/new/<slug:section>/", views.add, name="add"),
    path("<int:area_id>/past/", views.past, name="past"),
    path("<int:area_id>/question/<str:figure>/", views.question, name="question"),
    path("entries/<int:entry_id>/", views.change, name="change"),
    path("entries/<int:entry_id>/confirm/", views.confirm, name="confirm"),
    path("entries/<int:entry_id>/end/", views.end, name="end"),
    path("entries/<int:entry_id>/history/", views.history, name="history"),
    path("questions/<int:doubt_id>/", views.answer, name="answer"),
    path("of/<str:code>/", views.on_beat, name="on_beat"),
]
