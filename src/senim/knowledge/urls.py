from django.urls import path

from senim.knowledge.views import cards, runs

app_name = "knowledge"
# "officer", "runs" and "text" are no codes of procedures.
urlpatterns = [
    path("", cards.cards, name="cards"),
    path("officer/", cards.public, name="public"),
    path("officer/<slug:code>/", cards.public_card, name="public_card"),
    path("runs/", runs.runs, name="runs"),
    path("runs/<int:run_id>/", runs.run, name="run"),
    path("runs/<int:run_id>/tick/", runs.tick, name="tick"),
    path("runs/<int:run_id>/finish/", runs.finish, name="finish"),
    path("<slug:code>/", cards.card, name="card"),
    path("<slug:code>/begin/", runs.begin, name="begin"),
    path("<slug:code>/paper/", cards.paper, name="paper"),
]
