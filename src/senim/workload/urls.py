from django.urls import path

from senim.workload import views

app_name = "workload"
urlpatterns = [
    path("", views.beats, name="beats"),
    path("<int:area_id>/", views.beats_of, name="beats_of"),
    path("<int:area_id>/propose/", views.propose, name="propose"),
    path("proposals/<int:proposal_id>/", views.proposal, name="proposal"),
    path("norms/", views.norms, name="norms"),
]
