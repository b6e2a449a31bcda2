"""Staff: who may see and do this here and now.

The only door of this context. Rights follow from *holdings*: an account on a post for a period, and a post over areas
for a period. Everything here answers from memory (`kernel.versions`, name "staff"): no query, changes seen in every
process within two seconds, and by the person concerned at the next request.

Asking
    scope_of(account or id, at) -> Scope          duties, paths, shut-out posts and shut-out accounts
    serving(area_id, role, at) -> Serving | None  post, holder, substitute; climbs to the areas around
    officer_card(post_id, language) -> OfficerCard | None   what a resident may know (never who has left)
    person_card(account_id, post_id, language), portrait_page(request, account_id)   who stands at a door
    is_away(account_id, at)                 by the calendar
    on_post(post_id), substitute_of(post_id), holder_of(post_id, at), person_name(account_id, language)
    post_chain(post_id), posts_below(post_id), head_of(post_id), is_under(account_id, post_id), duty_unit(area_id)
    posts_of_role(role, path), posts_covering(role, area_id), area_paths(post_id), post_info(post_id)

Who is there when (the duty calendar)
    away(post_id, on) -> Away | None        kind, since, until, substitute (Officer) and the post the substitute holds;
                                            on: a day (any part of it) or an aware moment. No query.
    shift(post_id, day) -> tuple[ShiftTime, ...]      what is written down for a day; () for nothing. One query.
    roster(post_id, since, until), rosters(post_ids, since, until)   day by day, both ends with them. One query.
    shifts_of(post_ids, since, until)       (post, day) -> what is written down. One query.
    presence_of(area_id, at, language)      who is there this week and next, as residents may read it (PRESENCE_PART)
    public_month(post_id, first, last, language)      the same for every day of a period (CALENDAR_PART). One query.
    `Away.kind` is for the head above and the person alone: never show it to residents.

A complaint about an officer names a post and, through `holder_of(post_id, at)`, an account. It is hidden from every
scope whose `shut_out_posts` holds the post or whose `shut_out_accounts` holds the account.

Three helpers differ. A rural assistant has the duty ASSISTANT on the own post and on the inspector's: the inspector's
queue is theirs to prepare. A civilian assistant has the duty CIVILIAN on the own post alone, over the inspector's
areas, and no part in the queue. A trainee has the duty TRAINEE on the mentor's post while the mentor is on it. A
substitute has the post's own role for the period. ADMIN sees no content, AUDITOR only the audit log: `action_rule`
refuses anything else. mentor_of(account_id, post_id, at) and trainees_of(post_id) answer accounts; is_manned(post_id,
at) says whether somebody is there.

Writing
    write_to_post(post_id, template=..., address="/desk/", key=...)   a letter to whoever is on the post

Making (imports, the demonstration, tests)
    demo_account(email, password, totp_secret=None, family_name=..., given_name=...)   only where settings.DEMO is on
    reassign(actor, role, beats, on)        other posts on some beats from a day on; who it was stays in the rows
    testing.make_officer(Role.INSPECTOR, area_ids=(beat.id,), reports_to=head_post) -> (account, post)
    testing.make_account / make_post / put_on / actor_for(account) / sign_in(client, account)
    actions.appoint, substitute, train, end_holding, dismiss, create_post, serve_area ...   keyword-only, audited

Trying
    with supposing(directory().serving_instead(role, {area: posts}, on)): ...   who would serve, and nothing is written
    seats(path, at) -> str                  what a rehearsal stood on: moves when posts, areas or people there do

Reading a table that people wrote
    tables.cells(content)   CSV or XLSX as rows of plain text; tables.Unreadable says why it is none

Declaring (in a context's permissions.py)
    action_rule("appeals.answer", roles=[...], touches=Touch.CONTENT, right="...")
    check_action(scope, "appeals.answer", post_id=..., path=...), can_action(...)
    StaffRequest is the type of a request behind @staff or @role: it has scope and actor
"""

from senim.staff import actions, tables, testing
from senim.staff.cards import Officer, OfficerCard, PersonCard, Serving, hours_rows, officer_card, person_card
from senim.staff.demo import demo_account
from senim.staff.domain import AbsenceKind, EndReason, Kind, Rank, ShiftKind
from senim.staff.faces import face
from senim.staff.labels import RANKS, ROLES
from senim.staff.load import directory, scope_of, supposing
from senim.staff.lookups import (
    area_paths,
    duty_unit,
    head_of,
    holder_of,
    is_under,
    on_post,
    person_name,
    post_chain,
    post_info,
    post_title,
    posts_below,
    posts_covering,
    posts_of_area,
    posts_of_role,
    seats,
    serving,
    substitute_of,
)
from senim.staff.matrix import Touch, action_rule, matrix_markdown
from senim.staff.matrix import can as can_action
from senim.staff.matrix import check as check_action
from senim.staff.portraits import draw_portraits
from senim.staff.presence import month_of as public_month
from senim.staff.presence import presence_of
from senim.staff.presenters import portrait_page
from senim.staff.requests import StaffRequest
from senim.staff.rota import (
    Away,
    RosterDay,
    ShiftTime,
    away,
    is_away,
    is_manned,
    mentor_of,
    roster,
    rosters,
    shift,
    shifts_of,
    trainees_of,
)
from senim.staff.writing import write_to_post

__all__ = [
    "CALENDAR_PART",
    "PRESENCE_PART",
    "RANKS",
    "ROLES",
    "AbsenceKind",
    "Away",
    "EndReason",
    "Kind",
    "Officer",
    "OfficerCard",
    "PersonCard",
    "Rank",
    "RosterDay",
    "Serving",
    "ShiftKind",
    "ShiftTime",
    "StaffRequest",
    "Touch",
    "action_rule",
    "actions",
    "area_paths",
    "away",
    "can_action",
    "check_action",
    "demo_account",
    "directory",
    "draw_portraits",
    "duty_unit",
    "face",
    "head_of",
    "holder_of",
    "hours_rows",
    "is_away",
    "is_manned",
    "is_under",
    "matrix_markdown",
    "mentor_of",
    "officer_card",
    "on_post",
    "person_card",
    "person_name",
    "portrait_page",
    "post_chain",
    "post_info",
    "post_title",
    "posts_below",
    "posts_covering",
    "posts_of_area",
    "posts_of_role",
    "presence_of",
    "public_month",
    "roster",
    "rosters",
    "scope_of",
    "seats",
    "serving",
    "shift",
    "shifts_of",
    "substitute_of",
    "supposing",
    "tables",
    "testing",
    "trainees_of",
    "write_to_post",
]

#: Templates that show what `presence_of` and `public_month` answer.
PRESENCE_PART = "staff/parts/presence.html"
CALENDAR_PART = "staff/parts/public_calendar.html"
