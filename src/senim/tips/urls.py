"""Addresses. Those of senders say nothing and hold no secret: a code is typed, never part of an address."""

from django.urls import path

from senim.tips.views import desk, naming, public

app_name = "tips"
urlpatterns = [
    path("q/", public.start, name="start"),
    path("q/1/", public.before, {"way": "anonymous"}, name="before_anonymous"),
    path("q/1/new/", public.write, {"way": "anonymous"}, name="write_anonymous"),
    path("q/2/", public.before, {"way": "confidential"}, name="before_confidential"),
    path("q/2/new/", public.write, {"way": "confidential"}, name="write_confidential"),
    path("q/open/", public.answer, name="answer"),
    path("protected/", desk.inbox, name="inbox"),
    path("protected/counts/", desk.counts, name="counts"),
    path("protected/named/", naming.named, name="named"),
    path("protected/named/<int:area_id>/new/", naming.name, name="name"),
    path("protected/named/<int:naming_id>/end/", naming.end, name="end_naming"),
    path("protected/<str:number>/", desk.tip, name="tip"),
    path("protected/<str:number>/contact/", desk.contact, name="contact"),
    path("protected/<str:number>/photo/<int:picture_id>/", desk.picture, name="picture"),
    path("protected/<str:number>/<slug:name>/", desk.act, name="act"),
]
