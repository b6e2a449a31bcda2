"""Addresses of the problems context. The door of a body is short: it stands in letters."""

from django.urls import path

from senim.problems.views import chapter, door, export, file, lists, place, thoughts, voices

app_name = "problems"

urlpatterns = [
    path("p/<str:secret>/", door.door, name="door"),
    path("problem/<str:key>/", voices.concern, name="concern"),
    path("problem/of/<str:code>/", thoughts.themes, name="themes"),
    path("problem/<str:key>/thoughts/", thoughts.thoughts, name="thoughts"),
    path("problem/<str:key>/with-appeal/", voices.with_appeal, name="with_appeal"),
    path("problems/", lists.list_, name="list"),
    path("problems/open/", lists.open_, name="open"),
    path("problems/outline/", place.outline, name="outline"),
    path("problems/offers/", lists.offers_, name="offers"),
    path("problems/offers/<int:offer_id>/", lists.offer, name="offer"),
    path("problems/tasks/", lists.tasks, name="tasks"),
    path("problems/experience/", lists.experience, name="experience"),
    path("problems/chapters/", chapter.chapters, name="chapters"),
    path("problems/chapters/<int:chapter_id>/", chapter.chapter, name="chapter"),
    path("problems/chapters/<int:chapter_id>/stop/", chapter.chapter_stop, name="chapter_stop"),
    path("problems/chapters/<int:chapter_id>/<str:spoken>.<str:form>", chapter.chapter_file, name="chapter_file"),
    path("problems/<str:number>/", file.file, name="file"),
    path("problems/<str:number>/thoughts/", thoughts.read, name="thoughts_read"),
    path("problems/<str:number>/thoughts/<int:thought_id>/", thoughts.judge, name="thought"),
    path("problems/<str:number>/views/<slug:view>.csv", export.view_file, name="view_file"),
    path("problems/<str:number>/do/<slug:name>/", file.act, name="act"),
    path("problems/<str:number>/audits/<int:audit_id>/", file.audit, name="audit"),
    path("problems/<str:number>/audits/<int:audit_id>/<slug:code>/", file.heading, name="heading"),
    path("problems/<str:number>/audits/<int:audit_id>/<slug:code>/photo/", file.photo, name="photo"),
    path("problems/<str:number>/<slug:code>/", file.tab, name="tab"),
]
