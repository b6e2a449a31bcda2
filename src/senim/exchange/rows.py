"""One row of a file as an appeal of ours, or why it cannot be one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from senim.appeals import api as appeals
from senim.exchange.domain import FIELDS, NEEDED, Field, Part, Record, Stage
from senim.exchange.faults import Bad, Left
from senim.exchange.mapping.schema import Meaning, own_words, placed
from senim.exchange.places import Places
from senim.exchange.wording import ROW
from senim.kernel import legal
from senim.kernel.clock import local
from senim.kernel.iin import is_iin
from senim.kernel.text import detect_language, key

#: Characters of each of our columns.
LONGEST: dict[Field, int] = {
    Field.NUMBER: 80, Field.TEXT: 10_000, Field.PLACE: 300, Field.HAPPENED: 120, Field.NAME: 120, Field.EMAIL: 254,
    Field.ANSWER: 10_000,
}
#: Words that are looked up once.
MOST_CODES = 10_000
_POINTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T,]+(\d{1,2}):(\d\d)(?::(\d\d))?)?")
_EXCEL = re.compile(r"[2-6]\d{4}(?:[.,]\d+)?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: Clocks of two machines differ; a day that has begun elsewhere may not have begun here.
AHEAD = timedelta(hours=1)


def sentence(code: str, field: str, value: str, language: str) -> str:
    """The reason in words."""
    column = FIELDS[Field(field)].in_(language) if field else ""
    return ROW[code].in_(language).format(value=value, column=column)


class Reader:
    """Reads the rows of one file. `unknown` counts words that the mapping lacks: {field: {word: rows}}."""

    def __init__(self, meaning: Meaning, header: list[str], places: Places, at: datetime) -> None:
        self._meaning, self._places, self._at = meaning, places, at
        self._index = placed(meaning.columns, header)
        self._zone = ZoneInfo(meaning.zone)
        self._seen: set[str] = set()
        self._codes: dict[tuple[Field, str], str] = {}
        self.unknown: dict[str, dict[str, int]] = {}

    def record(self, line: int, cells: list[str]) -> Record:
        """The row as a record. Raises Bad, Left."""
        said = {one: cells[place] if place < len(cells) else "" for one, place in self._index.items()}
        self._check_plain(said)
        codes = {one: self._code(one, said.get(one, "")) for one in _CODED}
        stage = Stage(codes[Field.STATE] or Stage.NEW)
        if stage is Stage.SKIP:
            raise Left
        received = self._past(said, Field.RECEIVED)
        assert received is not None
        _check_terms(received)
        answer, answered, closed = self._ending(said, stage, received)
        lon, lat, area_id = self._places.of(said)
        iin, phone, email, aside = _contact(said)
        number = said[Field.NUMBER]
        if key(number) in self._seen:
            raise Bad("repeated", Field.NUMBER, number)
        self._seen.add(key(number))
        return Record(
            line, number, received, said[Field.TEXT], codes[Field.CATEGORY], codes[Field.KIND] or "signal",
            codes[Field.LANGUAGE] or _language(said[Field.TEXT]), stage, said.get(Field.PLACE, ""), lon, lat, area_id,
            said.get(Field.HAPPENED, ""), said.get(Field.NAME) or self._meaning.empty.get(Field.NAME, ""), iin, phone,
            email, aside, answer, answered, (codes[Field.OUTCOME] or "explained") if answer else "", closed,
            _parts(said, stage),
        )

    def _check_plain(self, said: dict[Field, str]) -> None:
        for one in NEEDED:
            if not said.get(one):
                raise Bad("missing", one)
        for one, value in said.items():
            if len(value) > LONGEST.get(one, 10_000):
                raise Bad("too_long", one, str(len(value)))
            if _CONTROL.search(value):
                raise Bad("control", one)
        if not key(said[Field.NUMBER]):
            raise Bad("missing", Field.NUMBER)

    def _code(self, one: Field, word: str) -> str:
        if not word:
            return self._meaning.empty.get(one, "") or self._none(one)
        known = (one, word)
        if known not in self._codes and len(self._codes) < MOST_CODES:
            self._codes[known] = self._look_up(one, word)
        found = self._codes.get(known) or self._look_up(one, word)
        if not found:
            counted = self.unknown.setdefault(str(one), {})
            if word in counted or len(counted) < 300:
                counted[word] = counted.get(word, 0) + 1
            raise Bad("word_unknown", one, word[:80])
        return found

    def _look_up(self, one: Field, word: str) -> str:
        folded = key(word)
        found = self._meaning.words.get(one, {}).get(folded) or own_words(one).get(folded)
        return found or self._meaning.unknown.get(one, "")

    def _none(self, one: Field) -> str:
        if one is Field.CATEGORY:
            raise Bad("missing", one)
        return ""

    def _ending(self, said: dict[Field, str], stage: Stage, received: datetime) -> tuple[str, Any, Any]:
        """The answer with its time, and the time of another end, as far as the state has them."""
        answered = self._past(said, Field.ANSWERED) if stage is Stage.ANSWERED else None
        closed = self._past(said, Field.CLOSED) if stage in _ENDED else None
        answer = said.get(Field.ANSWER, "") or self._meaning.empty.get(Field.ANSWER, "")
        if stage is Stage.ANSWERED:
            answered = answered or closed
            if not answer or answered is None:
                raise Bad("answer_missing", Field.ANSWER)
        for end in (answered, closed):
            if end is not None and end < received and end.date() != received.date():
                raise Bad("time_turned", Field.ANSWERED, f"{local(end):%d.%m.%Y %H:%M}")
        # A day without an hour begins at midnight, before the hour in which the appeal came.
        answered, closed = (max(end, received) if end else None for end in (answered, closed))
        return (answer if stage is Stage.ANSWERED else ""), answered, closed

    def _past(self, said: dict[Field, str], one: Field) -> datetime | None:
        text = said.get(one, "")
        if not text:
            return None
        moment = self._moment(text, one)
        if moment > self._at + AHEAD:
            raise Bad("time_future", one, text[:40])
        return moment

    def _moment(self, text: str, one: Field) -> datetime:
        try:
            found = _civil(text, self._meaning.day_first)
            moment = found if found.tzinfo else found.replace(tzinfo=self._zone)
            return moment.astimezone(self._at.tzinfo)
        except (ValueError, OverflowError) as error:
            raise Bad("time_unread", one, text[:40]) from error


_ENDED = frozenset({Stage.ANSWERED, Stage.WITHDRAWN, Stage.REDIRECTED})
_CODED = (Field.STATE, Field.CATEGORY, Field.KIND, Field.LANGUAGE, Field.OUTCOME)


def _civil(text: str, day_first: bool) -> datetime:
    """A moment as people and machines write it. ValueError: none."""
    if len(text) >= 10 and text[4] == "-":
        return datetime.fromisoformat(text)
    if found := _POINTS.fullmatch(text):
        one, mark, two, year, hour, minute, second = found.groups()
        day, month = (one, two) if day_first or mark == "." else (two, one)
        return datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))  # noqa: DTZ001
    if _EXCEL.fullmatch(text):
        whole = datetime(1899, 12, 30) + timedelta(days=float(text.replace(",", ".")), microseconds=500_000)  # noqa: DTZ001
        return whole.replace(microsecond=0)
    raise ValueError(text)



def _check_terms(received: datetime) -> None:
    """Clocks start with the terms of that day: a day for which none are entered cannot be clocked. Raises Bad."""
    day = local(received).date()
    try:
        legal.term("appeal.answer", day)
        legal.term("service.first_answer", day)
    except LookupError as error:
        raise Bad("time_early", Field.RECEIVED, f"{day:%d.%m.%Y}") from error


def _language(text: str) -> str:
    found = detect_language(text[:400])
    return found if found in ("kk", "ru") else "ru"


def _contact(said: Mapping[Field, str]) -> tuple[str, str, str, str]:
    """(IIN, telephone, e-mail, what could not be read of them): an odd telephone loses no appeal."""
    aside: list[str] = []

    def kept(one: Field, reads: Callable[[str], str]) -> str:
        text = said.get(one, "")
        try:
            return reads(text) if text else ""
        except (ValueError, ValidationError):
            aside.append(text)
            return ""

    iin = kept(Field.IIN, _iin)
    phone = kept(Field.PHONE, appeals.phone_or_refuse)
    email = kept(Field.EMAIL, _email)
    return iin, phone, email, "; ".join(aside)[:300]


def _iin(text: str) -> str:
    plain = text.replace(" ", "").zfill(12)  # a spreadsheet drops the noughts at the beginning
    if not is_iin(plain):
        raise ValueError(text)
    return plain


def _email(text: str) -> str:
    validate_email(text)
    return text


def _parts(said: Mapping[Field, str], stage: Stage) -> dict[Part, str]:
    """What the row says, part by part, in their own words: a mended mapping is no change of theirs."""

    def joined(*fields: Field) -> str:
        return "\x1f".join(said.get(one, "") for one in fields)

    return {
        Part.TEXT: joined(Field.TEXT, Field.HAPPENED),
        Part.CATEGORY: joined(Field.CATEGORY),
        Part.KIND: joined(Field.KIND),
        Part.RECEIVED: joined(Field.RECEIVED),
        Part.PLACE: joined(Field.PLACE, Field.LON, Field.LAT, Field.BEAT),
        Part.APPLICANT: joined(Field.NAME, Field.IIN, Field.PHONE, Field.EMAIL),
        # The state is compared as ours: words that mean the same are no change, and a mended mapping moves it.
        Part.STATE: f"{stage}\x1f{joined(Field.CLOSED)}",
        Part.ANSWER: joined(Field.ANSWER, Field.ANSWERED, Field.OUTCOME),
    }
