from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    name = "senim.staff"
    label = "staff"
    verbose_name = _("Staff")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.core import checks
        from django.utils.module_loading import autodiscover_modules

        from senim.kernel import keys
        from senim.kernel.scoping import Role
        from senim.staff import duties, lookups, vault
        from senim.staff.national import checks as national_checks
        from senim.territory import api as territory
        from senim.web import nav

        nav.register(_("People and posts"), "staff:people", roles=(Role.HEAD, Role.ADMIN), order=80)
        nav.register(_("Bring in posts"), "staff:import", roles=(Role.ADMIN,), order=85)
        nav.register(_("Duty calendar"), "staff:rota", order=45)
        nav.register(_("My posts"), "staff:mine", order=90)
        duties.register()
        checks.register(national_checks.ready)
        keys.register(keys.Sealed("mfa.Authenticator", "data", lambda row: vault.again(row.data)))
        # The check of the map asks us which beats have nobody.
        territory.ask_serving(lambda: lookups.has_inspector)
        # Every context's permissions.py declares its actions; the matrix is whole before the first request.
        autodiscover_modules("permissions")
