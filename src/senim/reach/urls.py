from django.urls import path

from senim.reach.views import public, staff

app_name = "reach"
urlpatterns = [
    path("", public.near, name="near"),
    path("all/", public.every, name="all"),
    path("all/<str:code>/", public.of_area, name="area"),
    path("figures/", staff.figures, name="figures"),
    path("figures/measures/", staff.measures, name="measures"),
    path("figures/plan/", staff.plan, name="plan"),
    path("figures/plan/<int:scenario_id>/", staff.scenario, name="scenario"),
    path("points/", staff.points, name="points"),
    path("points/<int:point_id>/", staff.state, name="state"),
]
