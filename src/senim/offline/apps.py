from django.apps import AppConfig


class OfflineConfig(AppConfig):
    """The cabinet without a network: what do I carry, and what have I not sent yet?"""

    name = "senim.offline"
    label = "offline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from senim.offline import permissions, wording
        from senim.web import nav

        nav.register(wording.TITLE, "offline:shell", roles=permissions.WRITERS, order=38)
        nav.register(wording.DEVICES, "offline:devices", roles=permissions.LOSERS, order=88)
