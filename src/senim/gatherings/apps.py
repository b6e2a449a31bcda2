from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GatheringsConfig(AppConfig):
    """Open days, police hours, hearings, courses: who came, what was promised, was it kept?"""

    name = "senim.gatherings"
    label = "gatherings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.gatherings import duties, permissions
        from senim.gatherings.views import of_meeting
        from senim.partnership.api import on_meeting
        from senim.web import nav

        duties.register()
        on_meeting(of_meeting)
        nav.register(_("Gatherings and promises"), "gatherings:list", roles=permissions.READERS, order=73)
        nav.register(_("Six indicators"), "gatherings:indicators", roles=permissions.COUNTERS, order=75)
