from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CabinetConfig(AppConfig):
    """The inspector's workplace: what do I do next, and what do I owe?"""

    name = "senim.cabinet"
    label = "cabinet"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.appeals.api import on_draft
        from senim.cabinet import duties, papers, permissions, staff_lists
        from senim.cabinet.domain import CARDS
        from senim.cabinet.selectors.visits import draft_of
        from senim.knowledge.api import suggests
        from senim.web import nav

        duties.register()
        papers.register()
        staff_lists.register()
        on_draft(draft_of)
        for purpose, cards in CARDS.items():
            suggests(purpose, *cards)
        nav.register(_("My day"), "cabinet:day", roles=permissions.READERS, order=5)
        nav.register(_("Visits"), "cabinet:visits", roles=permissions.READERS, order=12)
        nav.register(_("Returns"), "cabinet:returns", roles=permissions.RETURN_READERS, order=14)
        nav.register_footer(_("Is it a real officer?"), "check:page", order=15)
        nav.register(_("Reports to residents"), "cabinet:reports", roles=permissions.REPORTERS, order=16)
