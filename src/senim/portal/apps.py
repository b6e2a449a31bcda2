from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "senim.portal"
    label = "portal"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from django.utils.translation import gettext_lazy as _

        from senim.portal import papers, parts, permissions
        from senim.web import nav

        parts.register_own()
        papers.register()
        nav.register(_("Keys of applications"), "portal:keys", roles=permissions.KEEPERS, order=94)
        nav.register_footer(_("Find my inspector"), "portal:find", order=10)
        nav.register_footer(_("How it works"), "portal:about", order=20)
        nav.register_footer(_("Terms and laws we rely on"), "portal:terms", order=30)
