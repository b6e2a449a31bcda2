"""Who of the staff may see a final rating: the post that was rated and the heads above it, and nobody by area alone.

A complaint about an officer is answered by somebody else, so its rating lies with that post and above it: the officer
complained of does not see it, though the beat is theirs. What became a complaint after it was answered and rated is
hidden from then on (`selectors`), from that officer and everybody under.
"""

from __future__ import annotations

from senim.kernel.scoping import Role, Scope
from senim.staff import api as staff

#: Whose own work is rated. Helpers and trainees are not: a rating speaks of the one who is responsible.
RATED = (Role.INSPECTOR, Role.JUVENILE, Role.DUTY, Role.HEAD)

SEE = staff.action_rule(
    "quality.see_ratings", roles=RATED, touches=staff.Touch.CONTENT, right="own post, or a post under one's command")


def can_see(scope: Scope, post_id: int | None) -> bool:
    """Whether this person may see final ratings of this post. No query."""
    if scope.everything:
        return True
    if post_id is None:
        return False
    return post_id in scope.posts(*RATED) or not scope.posts(Role.HEAD).isdisjoint(staff.post_chain(post_id))

