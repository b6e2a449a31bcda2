from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RetentionConfig(AppConfig):
    """The life of data: what is kept how long, how it ends, and what one person is told of it."""

    name = "senim.retention"
    label = "retention"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from senim.kernel import retention
        from senim.retention import ledger, permissions
        from senim.web import nav

        retention.on_hold(ledger.held)
        nav.register(_("Life of data"), "retention:desk", roles=permissions.SEERS, order=95)
        nav.register_footer(_("What we keep about you"), "retention:public", order=40)
