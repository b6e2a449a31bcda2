from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    """The demonstration district: made by code from a seed number, marked as invented on every page."""

    name = "senim.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        if settings.DEMO:
            # Models are not ready when this module is read.
            from senim.demo.portraits import portrait
            from senim.staff.api import draw_portraits

            draw_portraits(portrait)
