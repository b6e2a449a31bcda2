"""Which role may do what, kept as data: the table is generated from here, and what nobody named is refused.

    ANSWER = action_rule("appeals.answer", roles=[Role.INSPECTOR], touches=Touch.CONTENT, right="holds the post")
    matrix.check(scope, "appeals.answer", post_id=appeal.post_id)

A rule names roles; the right to the very object (own post, own area) is checked beside it with `post_id` or `path`.
An administrator may never touch content and an auditor only the audit log: a rule that says otherwise does not load.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from senim.kernel.errors import NotYours
from senim.kernel.scoping import Role, Scope, within
from senim.staff.labels import ROLES
from senim.staff.messages import MESSAGES


class Touch(StrEnum):
    """What an action touches. CONTENT is what citizens wrote and what was answered."""

    CONTENT = "content"
    PEOPLE = "people"
    TERRITORY = "territory"
    AUDIT = "audit"
    SETTINGS = "settings"
    NUMBERS = "numbers"


#: What the two roles without content may touch; every other role may be named for anything.
ONLY = {
    Role.ADMIN: frozenset({Touch.PEOPLE, Touch.TERRITORY, Touch.SETTINGS}),
    Role.AUDITOR: frozenset({Touch.AUDIT}),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """An action, the roles that may do it, what it touches and, in words, the right to the object."""

    action: str
    roles: frozenset[Role]
    touches: Touch
    right: str


_RULES: dict[str, Rule] = {}


class UndeclaredAction(LookupError):
    """Somebody asks about an action that no rule names: a mistake in the code, refused before it does harm."""


def action_rule(action: str, *, roles: Iterable[Role], touches: Touch = Touch.CONTENT, right: str = "") -> Rule:
    """Declare an action ("context.verb"). Twice the same is allowed (a module may load again); two meanings are not."""
    rule = Rule(action, frozenset(roles), touches, right)
    for role in rule.roles & ONLY.keys():
        if touches not in ONLY[role]:
            raise ValueError(f"{action}: {role} may not touch {touches}")
    if _RULES.setdefault(action, rule) != rule:
        raise ValueError(f"{action} is declared twice")
    return rule


def rule_of(action: str) -> Rule:
    """The rule of an action; UndeclaredAction where there is none."""
    try:
        return _RULES[action]
    except KeyError as error:
        raise UndeclaredAction(action) from error


def rules() -> list[Rule]:
    """All rules, by name."""
    return [_RULES[name] for name in sorted(_RULES)]


def can(scope: Scope, action: str, *, post_id: int | None = None, path: str | None = None) -> bool:
    """Whether one duty has a role of the rule and, where asked, is on that post and over that area."""
    rule = rule_of(action)
    if scope.everything:
        return True
    return any(
        duty.role in rule.roles
        and (post_id is None or duty.post_id == post_id)
        and (path is None or within(path, duty.paths))
        for duty in scope.duties
    )


def check(scope: Scope, action: str, *, post_id: int | None = None, path: str | None = None) -> None:
    """As `can`, but a refusal is NotYours with a sentence."""
    if not can(scope, action, post_id=post_id, path=path):
        raise NotYours("not_yours", MESSAGES["not_yours"])


def matrix_markdown() -> str:
    """The role-by-action table as Markdown, one section for each context; the text of docs/reference/roles.md."""
    lines = [
        "# Roles and actions",
        "",
        "Generated from the rules in the code. A role that is not marked is refused. Beside the role stands the right",
        "to the very object: one's own post, one's own area, or a post below one's own.",
        "",
        "| role | Kazakh | Russian | English |",
        "|---|---|---|---|",
        *(f"| `{role}` | {name.kk} | {name.ru} | {name.en} |" for role, name in ROLES.items()),
        "",
    ]
    for context in sorted({rule.action.partition(".")[0] for rule in rules()}):
        lines += _section(context)
    return "\n".join(lines).rstrip() + "\n"


def _section(context: str) -> list[str]:
    own = [rule for rule in rules() if rule.action.partition(".")[0] == context]
    lines = [f"## {context}", "", "| action | touches | roles | and only |", "|---|---|---|---|"]
    for rule in own:
        roles = ", ".join(f"`{role}`" for role in Role if role in rule.roles) or "none"
        lines.append(f"| `{rule.action}` | {rule.touches} | {roles} | {rule.right} |")
    return [*lines, ""]
