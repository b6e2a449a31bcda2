from django.urls import path

from senim.exchange import views

app_name = "exchange"
urlpatterns = [
    path("files/", views.files, name="files"),
    path("files/template.csv", views.template, name="template"),
    path("files/<int:batch_id>/", views.one_file, name="file"),
    path("files/<int:batch_id>/meaning/", views.meaning, name="meaning"),
    path("files/<int:batch_id>/begin/", views.begin, name="begin"),
    path("files/<int:batch_id>/discard/", views.discard, name="discard"),
    path("files/<int:batch_id>/refused.csv", views.refused, name="refused"),
    path("from/<str:number>/", views.lineage, name="lineage"),
    path("systems/", views.systems, name="systems"),
    path("systems/new/", views.new_system, name="new_system"),
    path("systems/<slug:code>/", views.system, name="system"),
    path("systems/<slug:code>/partner/", views.partner, name="partner"),
    path("systems/<slug:code>/keys/", views.keys, name="keys"),
    path("systems/<slug:code>/again/<int:told_id>/", views.again, name="again"),
    path("systems/<slug:code>/mapping/", views.mapping, name="mapping"),
    path("systems/<slug:code>/mapping/<int:version>.toml", views.mapping_file, name="mapping_file"),
]
