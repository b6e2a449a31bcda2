"""Ease: what makes a day's work quicker. The only door of this context.

Lists (`lists`)
    lists.register(lists.StaffList(code, title, url_name, roles, rows=..., columns=..., choices=...))   in ready
    lists.asked(request, code) -> Asked       what the address chooses, known values alone
    tabs_of(asked, name, current)             a select as tabs
    {% load ease %}{% list_tools code %}      selects, kept filters, "take along": one line of a page, one query

    keep_filter(actor=, code=, given=, name=, shared=)   (the demonstration)

Calendar (`agenda`)
    agenda.register(name, make, kinds)        entries of a post: Entry(key, kind, starts_at, ends_at, path)
"""

from senim.ease import agenda, lists
from senim.ease.actions.filters import keep as keep_filter
from senim.ease.agenda import Asking, Entry
from senim.ease.lists import Asked, Choice, Column, StaffList, tabs_of

__all__ = ["Asked", "Asking", "Choice", "Column", "Entry", "StaffList", "agenda", "keep_filter", "lists", "tabs_of"]
