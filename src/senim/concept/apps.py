from django.apps import AppConfig


class ConceptConfig(AppConfig):
    name = "senim.concept"
    label = "concept"
    default_auto_field = "django.db.models.BigAutoField"
