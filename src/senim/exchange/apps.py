from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "senim.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.appeals import api as appeals
        from senim.exchange import origin, seal
        from senim.exchange.actions import outgoing
        from senim.exchange.delivery import post
        from senim.exchange.permissions import IMPORTERS, KEEPERS
        from senim.kernel import keys, outbox
        from senim.web import nav

        nav.register(_("Files of appeals"), "exchange:files", roles=IMPORTERS, order=64)
        nav.register(_("Other systems"), "exchange:systems", roles=KEEPERS, order=66)
        appeals.on_origin(origin.shown)
        appeals.on_step(outgoing.on_step)
        outbox.on_hook(outgoing.TEMPLATE, post.send)
        for sealed in ("Batch.content", "Batch.findings", "Partner.out_key", "Partner.in_key"):
            keys.register(seal.column(*f"exchange.{sealed}".rsplit(".", 1)))
