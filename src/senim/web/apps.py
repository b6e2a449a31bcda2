from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from senim.kernel.scoping import Role
from senim.web import nav


class WebConfig(AppConfig):
    name = "senim.web"
    label = "web"

    def ready(self) -> None:
        nav.register(_("Working calendar"), "web:calendar", roles=(Role.ADMIN,), order=92)
        nav.register(_("Legal terms"), "web:terms", roles=(Role.ADMIN,), order=93)
        nav.register(_("How it runs"), "web:running", roles=(Role.ADMIN, Role.AUDITOR), order=95)
        nav.register(_("Audit log"), "web:log", roles=(Role.AUDITOR,), order=97)
