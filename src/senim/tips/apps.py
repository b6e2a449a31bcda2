from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TipsConfig(AppConfig):
    name = "senim.tips"
    label = "tips"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from senim.tips import duties, permissions, sealing
        from senim.web import nav

        duties.register()
        sealing.register()
        nav.register(_("Protected messages"), "tips:inbox", roles=permissions.HANDLERS, order=58)
        nav.register(_("Counts of protected messages"), "tips:counts", roles=permissions.COUNTERS, order=59)
        nav.register_footer(_("Tell without giving your name"), "tips:start", order=30)
