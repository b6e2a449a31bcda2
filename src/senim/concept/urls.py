from django.urls import path

from senim.concept.views import control, public

app_name = "concept"
urlpatterns = [
    path("", public.concept, name="concept"),
    path("directions/<int:direction>/", public.direction, name="direction"),
    path("measures/<str:number>/", public.measure, name="measure"),
    path("indicators/", public.indicators, name="indicators"),
    path("figures/", public.figures, name="figures"),
    path("oddities/", public.oddities, name="oddities"),
    path("concept-2024-2028.json", public.data, name="data"),
    path("control/", control.control, name="control"),
    path("control/bodies/", control.bodies, name="bodies"),
    path("control/timeline/", control.timeline, name="timeline"),
    path("control/measures/<str:measure>/", control.measure, name="control_measure"),
    path("control/measures/<str:measure>/report/", control.report, name="report"),
    path("control/reports/<int:report_id>/file/", control.evidence, name="evidence"),
]
