"""The address that calendars read: without a language, which the address itself knows."""

from django.urls import path

from senim.ease.views import feeds

urlpatterns = [path("<str:secret>/senim.ics", feeds.feed, name="feed")]
