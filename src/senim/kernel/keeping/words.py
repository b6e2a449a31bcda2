"""Why a copy is refused, in sentences for the keeper of an installation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from senim.kernel.errors import Refused

SENTENCES = {
    "foreign": _("This file is not a copy of Senim."),
    "damaged": _("The file is damaged or cut off: it does not open as it was made. Take another copy."),
    "locked": _("The file does not open with this passphrase or key."),
    "short": _("The passphrase is too short: at least %(least)s characters."),
    "not_public": _("This is not a public key for copies; `senim backup --new-key FILE` prints one."),
    "not_private": _("This is not a private key for copies; `senim backup --new-key FILE` writes one."),
    "no_lock": _("Say with what the copy is to be sealed: a passphrase (--passphrase-file) or a public key (--to)."),
    "no_opener": _("Say with what the copy opens: a passphrase (--passphrase-file) or a private key (--key)."),
    "exists": _("%(path)s is there already; a copy never takes the place of another file."),
    "no_file": _("%(path)s cannot be read: %(reason)s."),
    "cannot_write": _("%(path)s cannot be written: %(reason)s. Nothing was left behind."),
    "newer": _("The copy was made by a newer version (%(step)s is not known here). Install that version first."),
    "occupied": _("This installation is not empty (%(table)s has rows). A copy goes into an empty one only."),
    "occupied_files": _("This installation is not empty: %(folder)s has files. A copy goes into an empty one only."),
    "other_key": _(
        "The copy belongs to an installation with another key (%(wanted)s; here: %(here)s): papers, messages and "
        "second steps would stay sealed. Bring its keys first (senim keys import FILE), or add --without-keys."
    ),
    "not_same": _("What was put back differs from the copy (%(table)s). Nothing was kept."),
    "lost_file": _("A stored file is gone from the disk, though its row stands: %(path)s. The copy was not made."),
    "chain": _(
        "The log of the copy does not hold (%(sentence)s). Nothing was kept; --broken-log takes it all the same."
    ),
    "no_recipient": _("Scheduled copies need a public key to be sealed for (SENIM_BACKUP_TO)."),
    "twice": _("The two passphrases differ."),
    "no_keys": _("This file holds no keys of Senim."),
    "no_digest": _("A kept digest cannot be read: %(reason)s."),
    "ahead": _("The database here is ahead of the copy. Take an empty one."),
    "behind": _("The database is not at this version yet. Run `senim prepare` first."),
}


def refuse(code: str, **params: Any) -> Refused:
    """The refusal for a code."""
    return Refused(f"keeping.{code}", SENTENCES[code], params=params)
