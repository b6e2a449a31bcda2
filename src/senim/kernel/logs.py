"""What the log must not learn: secrets that stand in addresses (receipts, ratings, invitations, referrals), and people.

Django writes the path of every refused request, a web server that of every request; a database repeats the whole row
that it refused, with its words and telephone numbers. `NoSecrets` stands on every handler and puts "…" in place of any
part of a path that could be a secret, of what follows a question mark in an address, of e-mails, telephones and
personal numbers, of the rows in a database's complaint, and of what an error quotes. The house logs in English: letters
of another alphabet came from a person and are put out of sight too.
"""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

#: A part of a path that is long and mixed, very long, or all capitals: a token, a printed code, an appeal's secret.
#: One code in four hundred has no digit; what follows /a/ and /referral/ is a secret however it was typed.
SECRET = re.compile(
    r"(?<=/)(?:(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{12,}|[A-Z-]{12,}|[A-Za-z0-9_-]{30,})(?![.\w])"
    r"|(?<=/a/)[^/\s?\"']{8,}|(?<=/referral/)[^/\s?\"']{8,}"
)
#: "DETAIL:  Failing row contains (7, Айгүл, +7700...)": to the end of the complaint, over all lines of the row.
_NEXT = r"\n\n(?:The above|During handling)|\nTraceback|\n[\w.]+(?:Error|Violation|Exception)\b|\Z"
ROW = re.compile(rf"^(DETAIL|CONTEXT|HINT): .*?(?={_NEXT})", re.MULTILINE | re.DOTALL)
PERSON = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w+])\+\d{10,14}\b|(?<![\w+.:-])[78][\s(.-]{0,2}\d{3}[\s).-]{0,2}\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?![\w.:-])"
    r"|(?<![\w.:-])\d{12}(?![\w.:-])"
)
#: A printed code beside words: groups of four as receipts have them, a number's own form left alone.
CODE = re.compile(r"\b(?=[0-9A-Z-]*\d)[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2,5}\b")
#: What somebody typed after the question mark of an address.
QUERY = re.compile(r"(?<=[\w/])\?[^\s\"'<>]*=[^\s\"'<>]*")
#: Words in Cyrillic, with the blanks between them.
WORDS = re.compile(r"[\u0400-\u04ff]+(?:[\s.,-]+[\u0400-\u04ff]+)*")
#: What the last line of an error quotes: the value that it could not take.
QUOTED = re.compile(
    r"^(?P<error>[\w.]*[A-Z]\w*(?:Error|Exception|Exists|Found|Refused|Yours|Denied|Failed|Unreachable)): "
    r"(?P<said>.*)$",
    re.MULTILINE,
)
_QUOTE = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`|«[^»]*»|“[^”]*”")
#: Who sent a request that the web server could not read.
SENDER = re.compile(r"\bip=\S+")


def without_secrets(text: str) -> str:
    """The text with every secret-like part of a path, every mark of a person and every foreign word out of sight."""
    for pattern in (SENDER, QUERY, SECRET, CODE, PERSON, WORDS):
        text = pattern.sub("…", text)
    return text


def said_of(error: BaseException) -> str:
    """An error in one line that may be kept: its kind and what it says, without what it quotes."""
    return quiet(f"{type(error).__name__}: {error}".partition("\n")[0])


def quiet(text: str) -> str:
    """A traceback or its last line without rows, quoted values and marks of people."""
    text = QUOTED.sub(lambda found: f"{found['error']}: {_QUOTE.sub('…', found['said'])}", ROW.sub(r"\1: …", text))
    return without_secrets(text)


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
            record.exc_text = quiet(record.exc_text)
        if record.stack_info:
            record.stack_info = quiet(record.stack_info)
        return True


class QuietServerLog(Logger):
    """The log of the web server itself, with the filter of the house on each of its handlers."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for one in (*self.error_log.handlers, *self.access_log.handlers):
            one.addFilter(NoSecrets())
