from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkloadConfig(AppConfig):
    """Load: how much falls on whom, against which norm, and how could beats be drawn?"""

    name = "senim.workload"
    label = "workload"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.web import nav
        from senim.workload import permissions

        nav.register(_("Load of the beats"), "workload:beats", roles=permissions.READERS, order=52)
