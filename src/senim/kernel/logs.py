"""What the log must not learn: secrets that stand in addresses (receipts, ratings, invitations, referrals).

Django writes the path of every refused request, a web server that of every request. `NoSecrets` stands on every handler
and puts "…" in place of any part of a path that could be a secret.
"""

import logging
import re

#: A part of a path that is long and mixed, or very long: a token, a printed code, an appeal's secret.
SECRET = re.compile(r"(?<=/)(?:(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{12,}|[A-Za-z0-9_-]{30,})(?![.\w])")


def without_secrets(text: str) -> str:
    """The text with every secret-like part of a path put out of sight."""
    return SECRET.sub("…", text)


class NoSecrets(logging.Filter):
    """Rewrites the message of a record; lets every record pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        clean = without_secrets(said)
        if clean != said:
            record.msg, record.args = clean, ()
        return True
