from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    name = "senim.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from senim.registers import permissions
        from senim.web import nav

        nav.register(_("Look-ups"), "registers:look_up", roles=permissions.LOOKERS, order=58)
        nav.register(_("Camera image"), "registers:still", roles=permissions.LOOKERS, order=59)
        nav.register(_("Log of look-ups"), "registers:log", roles=permissions.CONTROLLERS, order=58)
