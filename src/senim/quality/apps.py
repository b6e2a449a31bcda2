from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QualityConfig(AppConfig):
    name = "senim.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from senim.appeals.api import on_answer, on_answer_taken_back, on_rating_link, on_ratings
        from senim.quality import contacts, permissions
        from senim.web import nav

        nav.register(_("Ratings"), "quality:latest", roles=permissions.RATED, order=52)
        on_answer(contacts.appeal_answered)
        on_answer_taken_back(contacts.appeal_answer_taken_back)
        on_rating_link(contacts.appeal_rating_link)
        on_ratings(contacts.appeal_ratings)
