"""What comes in, held to its schema: the same one that the description shows. Every fault with its place and a word."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from senim.portal.rest.shapes import Schema, Shapes, resolved


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake. at: a JSON pointer into the body, or the name of a parameter. code: an unchanging word."""

    at: str
    code: str
    text: str

    def row(self) -> dict[str, str]:
        return {"at": self.at, "code": self.code, "detail": self.text}


TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: TYPES["number"](value) and int(value) == value,  # 7.0 is a whole number in JSON Schema
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def faults_of(value: Any, schema: Schema, shapes: Shapes, at: str = "") -> Iterator[Fault]:
    """Everything in which a value does not follow its schema, in the order of the schema."""
    schema = resolved(schema, shapes.components)
    if "anyOf" in schema:
        if not any(not list(faults_of(value, one, shapes, at)) for one in schema["anyOf"]):
            # The first is what is meant; the others say that it may be left out.
            yield from faults_of(value, schema["anyOf"][0], shapes, at)
        return
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(TYPES[kind](value) for kind in kinds):
        yield Fault(at, "wrong_type", _("Of the wrong kind: %(kind)s is expected.") % {"kind": ", ".join(kinds)})
        return
    if isinstance(value, str):
        yield from _of_text(value, schema, at)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield from _of_number(value, schema, at)
    elif isinstance(value, list):
        yield from _of_list(value, schema, shapes, at)
    elif isinstance(value, dict):
        yield from _of_object(value, schema, shapes, at)


def _of_text(value: str, schema: Schema, at: str) -> Iterator[Fault]:
    if any("\ud800" <= char <= "\udfff" for char in value):
        yield Fault(at, "not_text", _("This is no text: half of a character stands alone."))
    elif "enum" in schema and value not in schema["enum"]:
        yield Fault(at, "not_one_of", _("Not one of the values that the description lists."))
    elif len(value) > schema.get("maxLength", len(value)):
        words = _("Too long: %(show)d characters, at most %(most)d.")
        yield Fault(at, "too_long", words % {"show": len(value), "most": schema["maxLength"]})
    elif len(value) < schema.get("minLength", 0):
        yield Fault(at, "too_short", _("Too short: at least %(least)d characters.") % {"least": schema["minLength"]})
    elif "pattern" in schema and not re.search(schema["pattern"], value):
        yield Fault(at, "wrong_form", _("Not in the form that the description gives."))


def _of_number(value: float, schema: Schema, at: str) -> Iterator[Fault]:
    if value < schema.get("minimum", value):
        yield Fault(at, "too_small", _("Too small: at least %(least)s.") % {"least": schema["minimum"]})
    if value > schema.get("maximum", value):
        yield Fault(at, "too_large", _("Too large: at most %(most)s.") % {"most": schema["maximum"]})


def _of_list(value: list[Any], schema: Schema, shapes: Shapes, at: str) -> Iterator[Fault]:
    if len(value) > schema.get("maxItems", len(value)):
        yield Fault(at, "too_many", _("Too many at once: at most %(most)d.") % {"most": schema["maxItems"]})
        return
    if len(value) < schema.get("minItems", 0):
        yield Fault(at, "too_few", _("Too few: at least %(least)d.") % {"least": schema["minItems"]})
    for place, one in enumerate(value):
        yield from faults_of(one, schema.get("items", {}), shapes, f"{at}/{place}")


def _of_object(value: dict[str, Any], schema: Schema, shapes: Shapes, at: str) -> Iterator[Fault]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield Fault(f"{at}/{name}", "required", _("This is needed."))
    more = schema.get("additionalProperties", {})
    names = schema.get("propertyNames", {})
    for name, one in value.items():
        if any(faults_of(name, names, shapes)):
            yield Fault(at, "wrong_name", _("Not such a name as the description allows."))
            continue
        place = f"{at}/{name.replace('~', '~0').replace('/', '~1')}"
        if name in known:
            yield from faults_of(one, known[name], shapes, place)
        elif more is False:
            yield Fault(place, "unknown", _("There is no such part. Parts that are not described are not read."))
        else:
            yield from faults_of(one, more, shapes, place)


def hidden(value: Any) -> bool:
    """Whether a control character stands anywhere in a value: none can be kept."""
    if isinstance(value, dict):
        return any(hidden(one) for pair in value.items() for one in pair)
    if isinstance(value, list):
        return any(map(hidden, value))
    return isinstance(value, str) and any(unicodedata.category(one) == "Cc" and one not in "\r\n\t" for one in value)


def read_query(asked: QueryDict, schema: Schema, shapes: Shapes) -> tuple[dict[str, Any], list[Fault]]:
    """The parameters by their schemas, with their usual values, and every mistake."""
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    known = schema.get("properties", {})
    for name, texts in asked.lists():
        if name not in known:
            faults.append(Fault(name, "unknown", _("There is no such parameter.")))
        elif len(texts) > 1:
            faults.append(Fault(name, "twice", _("This parameter may stand once.")))
        else:
            own = resolved(known[name], shapes.components)
            value = _typed(texts[0], own, shapes)
            faults += (Fault(name, one.code, one.text) for one in faults_of(value, own, shapes))
            found[name] = value
    missing = (name for name in schema.get("required", ()) if name not in asked)
    faults += (Fault(name, "required", _("This is needed.")) for name in missing)
    usual = {name: one["default"] for name, one in known.items() if "default" in one}
    return {**usual, **found}, faults


def _typed(text: str, schema: Schema, shapes: Shapes) -> Any:
    """What a text means where a kind of value is expected; the text itself where it means none."""
    match schema.get("type"):
        case "integer" if re.fullmatch(r"-?[0-9]{1,15}", text):
            return int(text)
        case "number" if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?", text):
            return float(text)
        case "boolean" if text in {"true", "false"}:
            return text == "true"
        case "array":
            own = resolved(schema["items"], shapes.components)
            return [_typed(part, own, shapes) for part in text.split(",")]
    return text
