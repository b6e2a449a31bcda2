from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoryConfig(AppConfig):
    name = "senim.territory"
    label = "territory"
    verbose_name = _("Territory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.kernel.scoping import Role
        from senim.territory import provider
        from senim.web import geo, nav

        nav.register(_("Map check"), "territory:check", roles=(Role.HEAD, Role.ADMIN), order=82)
        nav.register(_("Bring in the map"), "territory:imports", roles=(Role.HEAD, Role.ADMIN), order=84)
        geo.provide(provider.features)
