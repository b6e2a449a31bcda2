"""Addresses of the problems context."""

app_name = "problems"
urlpatterns = []
