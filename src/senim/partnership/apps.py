from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipConfig(AppConfig):
    name = "senim.partnership"
    label = "partnership"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from senim.partnership import agenda, duties, permissions, staff_lists
        from senim.web import nav

        duties.register()
        staff_lists.register()
        agenda.register()
        nav.register(_("Group and commission"), "partnership:bodies", roles=permissions.READERS, order=70)
        nav.register(_("Meetings"), "partnership:meetings", roles=permissions.MEETING_READERS, order=72)
        nav.register(_("Research"), "partnership:research", roles=permissions.RESEARCH_READERS, order=74)
        nav.register(_("Disclosure check"), "partnership:rule", roles=permissions.RULERS, order=76)
