from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """What do we know and how is it done: procedures as checklists with versions."""

    name = "senim.knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.knowledge import permissions
        from senim.web import nav

        nav.register(_("Procedures"), "knowledge:cards", roles=permissions.READERS, order=42)
        nav.register_footer(_("How an officer must act"), "knowledge:public", order=30)
