from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "senim.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from senim.appeals.api import on_answer, on_rating_link  # noqa: PLC0415
        from senim.quality import contacts  # noqa: PLC0415

        on_answer(contacts.appeal_answered)
        on_rating_link(contacts.appeal_rating_link)
