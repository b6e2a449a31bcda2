from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BreakglassConfig(AppConfig):
    name = "senim.breakglass"
    label = "breakglass"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from senim.breakglass import duties, permissions
        from senim.web import nav

        duties.register()
        nav.register(_("Open in an emergency"), "breakglass:open", roles=permissions.OPENERS, order=56)
        nav.register(_("Emergency openings"), "breakglass:reviews", roles=permissions.SEERS, order=57)
