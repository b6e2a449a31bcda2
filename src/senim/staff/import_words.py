"""What can be wrong with a table of posts, in the language of the reader."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from senim.staff.importing import Problem

SENTENCES: dict[str, Any] = {
    "file_big": _("The file is larger than 5 MB. Split it."),
    "not_text": _("The file cannot be read. Save it as CSV (UTF-8) or XLSX and try again."),
    "too_many_rows": _("The table has more than 20 000 rows. Split it."),
    "no_rows": _("The table has no rows."),
    "no_column": _("The first line has to name the columns. Missing: %(value)s."),
    "empty": _("“%(column)s” is empty."),
    "long": _("“%(column)s” is too long."),
    "role": _("“%(value)s” is not a role of a post."),
    "rank": _("“%(value)s” is not a rank."),
    "email": _("“%(value)s” is not an e-mail address."),
    "no_email": _("A person needs an e-mail address: it is the name to sign in with."),
    "language": _("“%(value)s” is not a language. Use kk, ru or en."),
    "day": _("“%(value)s” is not a day. Write 2026-03-27 or 27.03.2026."),
    "period": _("The last day is before the first."),
    "phone": _("“%(value)s” is not a telephone number. Write +7 and ten digits."),
    "hours": _(
        "The hours “%(value)s” cannot be read. Write them so: mon-fri 09:00-13:00, 14:00-18:00; sat 10:00-12:00."
    ),
    "area": _("There is no area with the code %(value)s. Bring the areas in first."),
    "twice": _("The code %(value)s stands twice in this table."),
    "two_names": _("%(value)s stands twice in this table, under two names."),
    "above": _("The post above, %(value)s, is neither here nor in this table."),
    "ring": _("The order of command goes round in a ring at %(value)s."),
    "role_differs": _("The post %(value)s exists with another role. A new role is a new post with a new code."),
    "taken": _("Somebody else is on the post %(value)s in this period. End that first."),
    "person_left": _("%(value)s has left the service. Invite the person anew under another address."),
    "blind": _("An administrator or auditor cannot hold another post at the same time: %(value)s."),
}


def sentence(problem: Problem) -> str:
    """A problem in the language of the present reader."""
    return str(SENTENCES[problem.code]) % {"column": problem.column, "value": problem.value}
