from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppealsConfig(AppConfig):
    name = "senim.appeals"
    label = "appeals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.appeals import duties, emergency, grounds, papers, staff_lists
        from senim.appeals.actions import undoing
        from senim.appeals.permissions import ACTIONS, HELPERS, HOLDERS, READERS
        from senim.appeals.selectors.keeping import due_days_moved
        from senim.kernel.scoping import Role
        from senim.web import effects, nav

        duties.register()
        emergency.register()
        undoing.register()
        grounds.register()
        papers.register()
        staff_lists.register()
        effects.register("appeals", _("Open appeals that get another due day"), due_days_moved)
        nav.register(_("My queue"), "appeals:queue", roles=HOLDERS | HELPERS, order=10)
        nav.register(_("Appeals of the area"), "appeals:area", roles=READERS, order=20)
        nav.register(_("Enter for a caller"), "appeals:enter", roles=ACTIONS["appeals.enter"][1], order=30)
        nav.register(_("Requests to reopen"), "appeals:reopenings", roles={Role.HEAD}, order=40)
        nav.register(_("Load"), "appeals:load", roles={Role.HEAD, Role.PROSECUTOR}, order=50)
        nav.register(
            _("Beginnings of answers"), "appeals:beginnings", roles=ACTIONS["appeals.keep_templates"][1], order=82
        )
        nav.register(_("Other bodies"), "appeals:bodies", roles=ACTIONS["appeals.keep_bodies"][1], order=80)
        nav.register(_("Routing rules"), "appeals:rules", order=90)
