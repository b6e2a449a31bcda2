"""Changes rehearsed on past appeals before a second person applies them. The only door of this context.

acts: draw, draw_proposal, assign, edit_rules, amend, rehearse, execute, apply, undo, withdraw, take_over
Ask, Matter, State, Edit
"""

from senim.rehearsal import actions as acts
from senim.rehearsal.actions import Ask
from senim.rehearsal.domain import Edit, Matter, State

__all__ = ["Ask", "Edit", "Matter", "State", "acts"]
