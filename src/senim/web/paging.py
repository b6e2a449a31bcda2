"""Pages of a list by offset, with links that keep the rest of the address."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

#: Deeper than this nobody reads; a search finds it instead.
DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its number from 1 and its size."""

    number: int
    size: int

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    def links(self, request: HttpRequest, *, more: bool) -> dict[str, str]:
        """What web/parts/pager.html needs: the neighbours' addresses, "" where there is none."""
        return {
            "previous_url": self._url(request, self.number - 1) if self.number > 1 else "",
            "next_url": self._url(request, self.number + 1) if more and self.number < DEEPEST else "",
        }

    def _url(self, request: HttpRequest, number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"


def page_of(request: HttpRequest, size: int) -> Page:
    """The page that the address asks for; the first where it asks for nothing sensible."""
    text = request.GET.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1
    return Page(min(max(number, 1), DEEPEST), size)
