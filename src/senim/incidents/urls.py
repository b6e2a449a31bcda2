from django.urls import path

from senim.incidents import views

app_name = "incidents"
urlpatterns = [
    path("", views.explore, name="explore"),
    path("hexagons.geojson", views.hexagons, name="hexagons"),
    path("shapes/<slug:view>.geojson", views.shapes, name="shapes"),
    path("points.geojson", views.points, name="points"),
    path("views/<slug:view>.csv", views.export, name="export"),
    path("runs/", views.runs, name="runs"),
    path("runs/<int:run_id>/", views.run, name="run"),
    path("runs/<int:run_id>/shapes/<slug:view>.geojson", views.run_shapes, name="run_shapes"),
    path("runs/<int:run_id>/views/<slug:view>.csv", views.run_export, name="run_export"),
    path("runs/<int:run_id>/cancel/", views.cancel, name="cancel"),
    path("files/", views.imports, name="imports"),
    path("files/source/", views.new_feed, name="new_feed"),
    path("files/<int:batch_id>/", views.import_file, name="import"),
    path("files/<int:batch_id>/apply/", views.apply, name="apply"),
    path("files/<int:batch_id>/withdraw/", views.withdraw, name="withdraw"),
    path("files/<int:batch_id>/discard/", views.discard, name="discard"),
    path("kinds/", views.words, name="words"),
]
