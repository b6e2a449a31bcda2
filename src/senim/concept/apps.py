from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConceptConfig(AppConfig):
    name = "senim.concept"
    label = "concept"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from senim.concept import building, permissions
        from senim.reach import api as reach
        from senim.web import nav

        reach.register_plan(building.promises)
        nav.register(_("The Concept's plan"), "concept:control", roles=permissions.READERS, order=78)
        nav.register_footer(_("The Concept 2024–2028"), "concept:concept", order=40)
