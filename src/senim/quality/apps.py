from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "senim.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.appeals.api import on_answer, on_rating_link
        from senim.quality import contacts

        on_answer(contacts.appeal_answered)
        on_rating_link(contacts.appeal_rating_link)
