from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProblemsConfig(AppConfig):
    name = "senim.problems"
    label = "problems"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.appeals.api import on_came_of
        from senim.problems import duties, emergency, papers, permissions, staff_lists
        from senim.problems.outcome import came_of
        from senim.web import nav

        duties.register()
        emergency.register()
        papers.register()
        staff_lists.register()
        nav.register(_("Problems"), "problems:list", roles=permissions.READERS, order=64)
        nav.register(_("Tasks of bodies"), "problems:tasks", roles=permissions.TASK_READERS, order=66)
        nav.register(_("Chapters of areas"), "problems:chapters", roles=permissions.READERS, order=67)
        nav.register(_("Experience base"), "problems:experience", roles=permissions.READERS, order=68)
        on_came_of(came_of)
