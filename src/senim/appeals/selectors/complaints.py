"""What other contexts must not show of complaints about officers."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from senim.appeals.models import Appeal
from senim.appeals.permissions import not_shut_out, visible
from senim.kernel.scoping import Scope


def complaints_hidden(scope: Scope, appeal_ids: Collection[int]) -> frozenset[int]:
    """Those of these appeals that are complaints about an officer of which this person may learn nothing.

    Hidden from the officer and everybody under; a complaint about nobody known from all who may not open it, since any
    of them may be meant. It holds from the moment when an appeal is marked as one.
    One query, a second where there are complaints among them.
    """
    if not appeal_ids or scope.everything:
        return frozenset()
    complaint = Q(about_post__isnull=False) | Q(about_unknown=True)
    complaints = set(Appeal.objects.filter(complaint, pk__in=appeal_ids).values_list("pk", flat=True))
    if not complaints:
        return frozenset()
    told = not_shut_out(scope) & (Q(about_unknown=False) | visible(scope))
    # Asked again and subtracted: the opposite of a condition over empty columns is none of them.
    return frozenset(complaints.difference(Appeal.objects.filter(told, pk__in=complaints).values_list("pk", flat=True)))
