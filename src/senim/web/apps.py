from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "senim.web"
    label = "web"
