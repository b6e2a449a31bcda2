"""Addresses without a language: machines ask for these."""

from django.urls import path

from senim.web import views

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("geo/base.json", views.base_map, name="base-map"),
]
