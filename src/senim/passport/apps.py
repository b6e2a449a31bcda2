from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PassportConfig(AppConfig):
    """The passport of a beat: what do we know of it, since when, and from whom?"""

    name = "senim.passport"
    label = "passport"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.passport import duties, permissions
        from senim.web import nav

        duties.register()
        nav.register(_("Passport of the beat"), "passport:beats", roles=permissions.READERS, order=44)
