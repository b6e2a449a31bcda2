from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReachConfig(AppConfig):
    name = "senim.reach"
    label = "reach"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from senim.reach import permissions
        from senim.web import nav

        nav.register(_("Within reach"), "reach:figures", roles=permissions.READERS, order=64)
        nav.register(_("Points and posts"), "reach:points", roles=permissions.RECORDERS, order=66)
        nav.register_footer(_("The nearest police point"), "reach:near", order=15)
