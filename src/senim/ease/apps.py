from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EaseConfig(AppConfig):
    """What makes a day's work quicker: kept filters, lists taken along, a calendar, a letter in the morning."""

    name = "senim.ease"
    label = "ease"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.ease import agenda
        from senim.web import nav

        agenda.register("shifts", agenda.shifts)
        nav.register(_("Work faster"), "ease:mine", order=89)
