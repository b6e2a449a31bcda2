from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "senim.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from senim.notices import duties, permissions
        from senim.web import nav

        duties.register()
        nav.register(_("Notices to residents"), "notices:desk", roles=permissions.READERS, order=44)
        nav.register_footer(_("News and searches"), "notices:index", order=28)
