from django.urls import path

from senim.knowledge.views import cards, runs, texts

app_name = "knowledge"
# "officer", "runs" and "texts" are no codes of procedures.
urlpatterns = [
    path("", cards.cards, name="cards"),
    path("officer/", cards.public, name="public"),
    path("officer/<slug:code>/", cards.public_card, name="public_card"),
    path("runs/", runs.runs, name="runs"),
    path("runs/<int:run_id>/", runs.run, name="run"),
    path("runs/<int:run_id>/tick/", runs.tick, name="tick"),
    path("runs/<int:run_id>/finish/", runs.finish, name="finish"),
    path("texts/", texts.texts, name="texts"),
    path("texts/<slug:code>/", texts.text, name="text"),
    path("texts/<slug:code>/draft/", texts.draft, name="draft"),
    path("texts/<slug:code>/end/", texts.end, name="end"),
    path("versions/<int:version_id>/", texts.version, name="version"),
    path("versions/<int:version_id>/edit/", texts.edit, name="edit"),
    path("versions/<int:version_id>/send/", texts.send, name="send"),
    path("versions/<int:version_id>/approve/", texts.approve, name="approve"),
    path("versions/<int:version_id>/back/", texts.back, name="back"),
    path("<slug:code>/", cards.card, name="card"),
    path("<slug:code>/begin/", runs.begin, name="begin"),
    path("<slug:code>/paper/", cards.paper, name="paper"),
]
