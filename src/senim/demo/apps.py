from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration district: made by code from a seed number, marked as invented on every page."""

    name = "senim.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
