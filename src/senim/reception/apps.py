from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReceptionConfig(AppConfig):
    """The door within walking distance: hours, booked times, the front office, receptions on the road."""

    name = "senim.reception"
    label = "reception"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from functools import partial

        from senim.kernel.scoping import SYSTEM
        from senim.reach.api import register_arrivals, register_booking
        from senim.reception import duties, permissions
        from senim.reception.presenters.public import booking_link
        from senim.reception.selectors.book import by_hour_of
        from senim.web import nav

        duties.register()
        register_arrivals("reception", partial(by_hour_of, SYSTEM))
        register_booking(booking_link)
        nav.register(_("Reception"), "reception:book", roles=permissions.READERS, order=40)
        nav.register_footer(_("Reception: book a time"), "reception:find", order=12)
