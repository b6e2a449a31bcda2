from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReceptionConfig(AppConfig):
    """The door within walking distance: hours, booked times, the front office, receptions on the road."""

    name = "senim.reception"
    label = "reception"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from senim.reception import duties, permissions
        from senim.web import nav

        duties.register()
        nav.register(_("Reception"), "reception:book", roles=permissions.READERS, order=40)
        nav.register_footer(_("Reception: book a time"), "reception:find", order=12)
