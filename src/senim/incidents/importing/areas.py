"""A beat as a file names it, where a row has no point: by its code, or by its name in one of the languages."""

from __future__ import annotations

from senim.kernel.scoping import within
from senim.kernel.text import key
from senim.territory import api as territory
from senim.territory.api import Level


class Names:
    """Areas by code and by name below an area ("": all); a name that several beats have is nobody's."""

    def __init__(self, root: str) -> None:
        self._found: dict[str, str] = {}
        for level in (Level.DISTRICT, Level.CITY, Level.CITY_DISTRICT, Level.RURAL_DISTRICT, Level.BEAT):
            for one in territory.areas_list(level):
                if not root or within(one.path, (root,)):
                    names = {key(territory.name_of(one, language)) for language in territory.LANGUAGES}
                    for name in names | {key(one.code)}:
                        self._found[name] = "" if self._found.get(name, one.path) != one.path else one.path

    def path(self, text: str) -> str:
        """The path of an area; "" where nobody or more than one goes by this."""
        return self._found.get(key(text), "") if text else ""
