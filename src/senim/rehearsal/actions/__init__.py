"""Every write of the rehearsals: drawing up, rehearsing, applying, undoing."""

from senim.rehearsal.actions.applying import apply
from senim.rehearsal.actions.asking import Ask, amend, assign, draw, draw_proposal, edit_rules, take_over, withdraw
from senim.rehearsal.actions.rehearsing import execute, rehearse
from senim.rehearsal.actions.undoing import first_day, undo

__all__ = [
    "Ask", "amend", "apply", "assign", "draw", "draw_proposal", "edit_rules", "execute", "first_day", "rehearse",
    "take_over", "undo", "withdraw",
]
