"""From typed dictionaries to JSON Schema: what is written once as a type is checked by mypy, at the door and in tests.

    class Place(TypedDict, total=False):
        lon: Annotated[float, Spec(says=_("Longitude, degrees"), minimum=-180, maximum=180)]

Known are str, int, float, bool, None and unions with it, list, dict[str, X], Literal, enumerations of text, typed
dictionaries, and Annotated[X, Spec]. Every object is closed: what the type does not name may not be there.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spec:
    """What a type alone does not say of a value. `says` may be lazy; `one_of` may be a function, asked each time."""

    says: Any = ""
    minimum: float | None = None
    maximum: float | None = None
    shortest: int | None = None
    longest: int | None = None
    most: int | None = None
    fewest: int | None = None
    form: str = ""
    pattern: str = ""
    one_of: tuple[str, ...] | Callable[[], tuple[str, ...]] = ()
    usual: Any = None
    example: Any = None

    def words(self) -> Schema:
        """As JSON Schema names it."""
        one_of = self.one_of() if callable(self.one_of) else self.one_of
        found = {
            "description": str(self.says), "minimum": self.minimum, "maximum": self.maximum,
            "minLength": self.shortest, "maxLength": self.longest, "maxItems": self.most, "minItems": self.fewest,
            "format": self.form, "pattern": self.pattern, "enum": list(one_of), "default": self.usual,
            "examples": None if self.example is None else [self.example],
        }
        return {name: value for name, value in found.items() if value not in ("", None, [])}


#: A moment with its zone, as RFC 3339 writes it.
Moment = Annotated[str, Spec(form="date-time", example="2026-05-12T10:00:00+05:00")]
Code = Annotated[str, Spec(longest=40)]
_PLAIN: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


class Shapes:
    """The schemas of one description. `components` fills with every typed dictionary that was met, by its name."""

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}

    def of(self, hint: Any) -> Schema:
        """The schema of a type. Raises TypeError for a type that has none."""
        origin, within = get_origin(hint), get_args(hint)
        if origin is not None:
            return self._made_of(origin, within)
        if hint is Any:
            return {}
        if hint in _PLAIN:
            return {"type": _PLAIN[hint]}
        if is_typeddict(hint):
            return self._object(hint)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return {"type": "string", "enum": [str(one) for one in hint]}
        raise TypeError(f"no schema for {hint!r}")

    def _made_of(self, origin: Any, within: tuple[Any, ...]) -> Schema:
        """The schema of a type with parts."""
        if origin is NotRequired:
            return self.of(within[0])
        if origin is Annotated:
            return self._specified(*within)
        if origin is Literal:
            return {"type": "string", "enum": list(within)}
        if origin in (Union, types.UnionType):
            return self._either([self.of(one) for one in within])
        if origin is list:
            return {"type": "array", "items": self.of(within[0])}
        assert origin is dict, origin
        return self._mapping(*within)

    def _mapping(self, name: Any, value: Any) -> Schema:
        names = self.of(name)
        found: Schema = {"type": "object", "additionalProperties": self.of(value)}
        return found if names == {"type": "string"} else {**found, "propertyNames": names}

    def _specified(self, hint: Any, *notes: Any) -> Schema:
        found = self.of(hint)
        for note in notes:
            if isinstance(note, Spec):
                # Beside $ref only a description may stand; both do in JSON Schema 2020-12.
                found = {**found, **note.words()}
        return found

    @staticmethod
    def _either(schemas: list[Schema]) -> Schema:
        plain = [one for one in schemas if set(one) == {"type"} and isinstance(one["type"], str)]
        if len(plain) == len(schemas):
            return {"type": [one["type"] for one in schemas]}
        first, last = schemas[0], schemas[-1]
        simple = isinstance(first.get("type"), str) and "enum" not in first
        if len(schemas) == 2 and last == {"type": "null"} and simple:
            return {**first, "type": [first["type"], "null"]}
        return {"anyOf": schemas}

    def _object(self, hint: Any) -> Schema:
        name = hint.__name__
        if name not in self.components:
            self.components[name] = {}  # a shape may hold itself
            self.components[name] = object_of(hint, self)
        return {"$ref": f"#/components/schemas/{name}"}


def object_of(hint: Any, shapes: Shapes) -> Schema:
    """A typed dictionary as a closed object."""
    hints = get_type_hints(hint, include_extras=True)
    return {
        "type": "object",
        "properties": {name: shapes.of(one) for name, one in hints.items()},
        # Where annotations are read late the class itself does not see which of them say NotRequired.
        "required": sorted(name for name in hint.__required_keys__ if get_origin(hints[name]) is not NotRequired),
        "additionalProperties": False,
    }


def resolved(schema: Schema, components: Mapping[str, Schema]) -> Schema:
    """A schema with its own words in place of a reference."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return {**components[name], **{key: one for key, one in schema.items() if key != "$ref"}} if name else schema
