"""Where a resident checks whether it is a real officer: a short address that can be said at a door."""

from django.urls import path

from senim.cabinet.views import proofs

app_name = "check"
urlpatterns = [
    path("", proofs.check, name="page"),
    path("face/<str:key>/", proofs.face, name="face"),
]
