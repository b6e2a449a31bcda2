from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Papers out of templates: filled from the record, numbered, signed, never changed after."""

    name = "senim.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are not ready when this module is read.
        from senim.documents import duties, permissions, staff_lists, vault
        from senim.kernel import keys
        from senim.web import nav

        duties.register()
        staff_lists.register()
        for name in ("Document", "Issued", "PaperFile"):
            keys.register(keys.Sealed(f"documents.{name}", "sealed", lambda row: vault.again(row.sealed)))
        nav.register(_("Documents"), "documents:papers", roles=permissions.MAKERS, order=44)
        nav.register(_("Forms of documents"), "documents:forms", roles=permissions.KEEPERS, order=84)
        nav.register_footer(_("Forms to take away"), "documents:blanks", order=60)
        nav.register_footer(_("Is this paper genuine?"), "documents:check", order=62)
