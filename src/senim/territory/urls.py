from django.urls import path

from senim.territory import views

app_name = "territory"
urlpatterns = [
    path("", views.check, name="check"),
    path("imports/", views.imports, name="imports"),
    path("imports/<int:run_id>/", views.import_run, name="import"),
    path("imports/<int:run_id>/apply/", views.apply, name="apply"),
    path("imports/<int:run_id>/recheck/", views.recheck, name="recheck"),
    path("imports/<int:run_id>/discard/", views.discard, name="discard"),
    path("beats.geojson", views.beats, name="beats"),
]
