from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncidentsConfig(AppConfig):
    name = "senim.incidents"
    label = "incidents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.incidents.permissions import IMPORTERS, READERS
        from senim.web import nav

        nav.register(_("What happens where"), "incidents:explore", roles=READERS, order=60)
        nav.register(_("Files of incidents"), "incidents:imports", roles=IMPORTERS, order=62)
