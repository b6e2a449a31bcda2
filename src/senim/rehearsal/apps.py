from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RehearsalConfig(AppConfig):
    """Changes of boundaries, of who serves, of rules: tried on past appeals before a second person applies them."""

    name = "senim.rehearsal"
    label = "rehearsal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.rehearsal import onward, permissions
        from senim.web import nav
        from senim.workload import api as workload

        nav.register(_("Changes, rehearsed"), "rehearsal:changes", roles=permissions.READERS, order=53)
        workload.on_proposal(onward.rehearse_proposal)
