"""What the log must not learn: secrets that stand in addresses (receipts, ratings, invitations, referrals), and people.

Django writes the path of every refused request, a web server that of every request; a database repeats the whole row
that it refused, with its words and telephone numbers. `NoSecrets` stands on every handler and puts "…" in place of any
part of a path that could be a secret, of e-mails and telephone numbers, and of the rows in a database's complaint.
"""

import logging
import re

#: A part of a path that is long and mixed, very long, or all capitals: a token, a printed code, an appeal's secret.
#: One code in four hundred has no digit; what follows /a/ and /referral/ is a secret however it was typed.
SECRET = re.compile(
    r"(?<=/)(?:(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{12,}|[A-Z-]{12,}|[A-Za-z0-9_-]{30,})(?![.\w])"
    r"|(?<=/a/)[^/\s?\"']{8,}|(?<=/referral/)[^/\s?\"']{8,}"
)
#: "DETAIL:  Failing row contains (7, Айгүл, +7700...)": to the end of the complaint, over all lines of the row.
_NEXT = r"\n\n(?:The above|During handling)|\nTraceback|\n[\w.]+(?:Error|Violation|Exception)\b|\Z"
ROW = re.compile(rf"^(DETAIL|CONTEXT|HINT): .*?(?={_NEXT})", re.MULTILINE | re.DOTALL)
PERSON = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w+])\+\d{10,14}\b")


def without_secrets(text: str) -> str:
    """The text with every secret-like part of a path, every e-mail and every telephone number put out of sight."""
    return PERSON.sub("…", SECRET.sub("…", text))


class NoSecrets(logging.Filter):
    """Rewrites the message of a record and the words of its exception; lets every record pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        clean = without_secrets(said)
        if clean != said:
            record.msg, record.args = clean, ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = without_secrets(ROW.sub(r"\1: …", record.exc_text))
        return True
