"""Telephones, hours and area codes as people write them, for tables and forms alike."""

from __future__ import annotations

import re
from typing import Any

import phonenumbers

from senim.kernel import clock


def phone_of(text: str) -> str:
    """A telephone number of Kazakhstan in its full form ("+77011234567"), "" for nothing. ValueError: none at all."""
    if not text:
        return ""
    try:
        number = phonenumbers.parse(text, "KZ")
    except phonenumbers.NumberParseException as error:
        raise ValueError(text) from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError(text)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def hours_of(text: str) -> dict[str, Any] | None:
    """Hours of the week, {} for nothing, None where they cannot be read."""
    from senim.territory import api as territory  # noqa: PLC0415 - the snapshot of the territory loads shapely

    return territory.parse_hours(text)


def area_ids_of(text: str) -> tuple[list[int], list[str]]:
    """Ids of the areas named by KATO or beat codes, and the codes that name none that exists today."""
    from senim.territory import api as territory  # noqa: PLC0415 - as above

    found: dict[int, None] = {}
    unknown = []
    for code in filter(None, re.split(r"[,;\s]+", text)):
        area = territory.area_by_code(code)
        if area is None or area.is_closed(clock.today()):
            unknown.append(code[:80])
        else:
            found[area.id] = None
    return list(found), unknown


def area_codes(area_ids: tuple[int, ...]) -> str:
    """The codes of areas, as `area_ids_of` reads them."""
    from senim.territory import api as territory  # noqa: PLC0415 - as above

    return ", ".join(territory.area(area_id).code for area_id in area_ids)
