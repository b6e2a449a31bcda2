"""Who may see and do what: the table of rights written out once more, by hand, and tried on everybody."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from senim.appeals import selectors
from senim.appeals.actions import answer as answers
from senim.appeals.actions import intake, moves, talk
from senim.appeals.actions.answer import Words
from senim.appeals.domain import KnownAs, Outcome, State
from senim.appeals.models import Appeal, Event, Transfer
from senim.appeals.permissions import ACTIONS, can_act
from senim.appeals.report import Contact, secret_hash
from senim.appeals.tests.world import NAMED, World, report
from senim.appeals.views.desk import ACTS
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor, Role
from senim.staff import testing as staff
from senim.staff.actions.common import touched
from senim.staff.actions.leaving import close_account
from senim.staff.domain import EndReason, Kind
from senim.staff.models import Holding
from senim.territory.domain import Level
from senim.territory.tests import make

DONE = Words(
    Outcome.DONE,
    "Кеше кешке пәтерге барып, иелерімен сөйлестім, ескерту жасадым.",
    done="Әңгіме жүргізілді",
    where="Абай көшесі, 1",
    when=date(2026, 5, 12),
)


@pytest.fixture
def town(world: World) -> World:
    """The small world with everybody whose rights are not plain: helpers, stand-ins, who left, a foreign district."""
    foreign = make.area(Level.DISTRICT, world.areas["region"])
    beat = make.area(Level.BEAT, foreign)
    make.moved()
    world.areas |= {"foreign": foreign, "foreign_beat": beat}
    for name, role, area, above in (
        ("ministry_head", Role.HEAD, "country", None),
        ("foreign_head", Role.HEAD, "foreign", "department"),
        ("foreign_inspector", Role.INSPECTOR, "foreign_beat", "foreign_head"),
        ("assistant", Role.ASSISTANT, None, "inspector"),
        ("coordinator", Role.GROUP_COORDINATOR, "district", "head"),
    ):
        areas = (world.areas[area].pk,) if area else ()
        world.posts[name] = staff.make_post(role, area_ids=areas, reports_to=world.posts[above] if above else None)
        world.people[name] = staff.make_account(f"{name}@example.kz", name=f"Сынақов {name.title()}")
        staff.put_on(world.posts[name], world.people[name])
    world.posts["department"].reports_to = world.posts["ministry_head"]
    with transaction.atomic():
        world.posts["department"].save()
        touched()
    _stand_ins(world)
    return world


def _stand_ins(world: World) -> None:
    """On the inspector's post: a trainee, who stands in now, who did and who will; who was dismissed this morning."""
    day = timedelta(days=1)
    periods = {"stands_in": (now() - day, now() + day), "stood_in": (now() - 9 * day, now() - day)}
    periods |= {"will_stand_in": (now() + day, now() + 9 * day), "trainee": (now() - day, None)}
    for name, (start, end) in periods.items():
        world.people[name] = staff.make_account(f"{name}@example.kz", name=f"Сынақов {name.title()}")
        world.posts[name] = world.posts["inspector"]
        trains = name == "trainee"
        kind = Kind.TRAINEE if trains else Kind.SUBSTITUTE
        mentor = world.people["inspector"] if trains else None
        staff.put_on(world.posts[name], world.people[name], kind=kind, starts_at=start, ends_at=end, mentor=mentor)
    world.people["dismissed"], world.posts["dismissed"] = staff.make_officer(
        Role.HEAD, area_ids=(world.areas["district"].pk,)
    )
    with transaction.atomic():
        close_account(Actor.system(), world.people["dismissed"], EndReason.DISMISSAL, now())


def sent(**changes: Any) -> tuple[Appeal, bytes]:
    receipt = intake.send(token=intake.begin(language="kk"), report=report(**changes))
    return Appeal.objects.get(pk=receipt.appeal_id), secret_hash(receipt.secret)


# --- the table --------------------------------------------------------------------------------

HOLDS = {"inspector", "stands_in"}
HELP = {"trainee", "assistant"}
HEADS = {"head", "department", "ministry_head"}
#: Who may do what with an ordinary appeal that the inspector of the first beat holds.
TABLE: dict[str, set[str]] = {
    "open": HOLDS,
    "ask": HOLDS,
    "answer": HOLDS,
    "note": HOLDS | HELP,
    "refer": HOLDS,
    "redirect": HOLDS,
    "hand_to_duty": HOLDS,
    "reference_crime": set(),
    "offer_transfer": HOLDS,
    "pause": HOLDS,
    "mark_duplicate": HOLDS,
    "extend": HEADS,
    "decide_reopening": HEADS,
    "assign": HEADS | {"duty"},
    "mark_about_officer": HEADS,
    "read_identity": HOLDS,
    "unveil": HEADS,
    "recommend": set(),
}
SEES = HOLDS | HELP | HEADS | {"duty", "operator", "prosecutor"}


def sees(world: World, name: str, appeal: Appeal) -> bool:
    try:
        selectors.get(world.actor(name).scope, appeal.number)
    except NotYours:
        return False
    return True


def who_sees(world: World, appeal: Appeal) -> set[str]:
    return {name for name in world.people if sees(world, name, appeal)}


def test_an_ordinary_appeal_is_seen_by_the_table(town: World) -> None:
    assert who_sees(town, sent()[0]) == SEES


def test_a_sensitive_appeal_is_seen_by_fewer(town: World) -> None:
    """The operator and the inspector of another post see the ordinary appeals of their area only."""
    appeal, _ = sent(category="home.bullying")
    assert appeal.holder_id == town.posts["juvenile"].pk
    assert who_sees(town, appeal) == {"juvenile", "duty", "prosecutor"} | HEADS


def test_an_action_is_allowed_where_the_table_says(town: World) -> None:
    appeal, _ = sent()
    scopes = {name: town.actor(name).scope for name in who_sees(town, appeal)}
    allowed = {
        action: {name for name, scope in scopes.items() if can_act(scope, f"appeals.{action}", appeal)}
        for action in TABLE
    }
    assert allowed == TABLE


def test_the_table_leaves_no_action_out() -> None:
    bound = {name.partition(".")[2] for name, (reach, _roles) in ACTIONS.items() if reach != "any"}
    assert bound <= set(TABLE)


@pytest.mark.parametrize(
    "who",
    ["inspector", "other", "head", "foreign_head", "duty", "operator", "prosecutor", "council", "trainee", "dismissed"],
)
def test_a_form_sent_by_anybody_else_changes_nothing(town: World, client: Any, who: str) -> None:
    """Through the door, too: 403 or 404 for those who may not, a form with its errors for those who may."""
    appeal, _ = sent()
    before = (Event.objects.count(), Appeal.objects.values().get())
    staff.sign_in(client, town.people[who])
    said = {name: client.post(f"/kk/desk/{appeal.number}/{name}/", {}).status_code for name in ACTS}
    assert {name for name in ACTS if said[name] == 422} == {
        name for name in ACTS if who in TABLE[ACTS[name].right.partition(".")[2]]
    }
    assert set(said.values()) <= {401, 403, 404, 422}
    assert (Event.objects.count(), Appeal.objects.values().get()) == before


# --- complaints about officers ----------------------------------------------------------------


def test_a_complaint_is_seen_by_its_holder_and_the_prosecutor_alone(town: World) -> None:
    appeal, secret = sent(category="officer.rude", about="beat_inspector")
    assert who_sees(town, appeal) == {"head", "prosecutor"}
    talk.send_to_council(secret_hash=secret)
    assert who_sees(town, appeal) == {"head", "prosecutor", "council"}


def test_a_complaint_about_the_head_is_above_the_head(town: World) -> None:
    assert who_sees(town, sent(category="officer.rude", about="head")[0]) == {"department", "prosecutor"}


def test_a_complaint_about_nobody_known_goes_to_the_very_top(town: World) -> None:
    appeal, _ = sent(category="officer.rude", about="unknown")
    assert appeal.holder_id == town.posts["ministry_head"].pk
    assert who_sees(town, appeal) == {"ministry_head", "prosecutor"}


def test_it_goes_above_a_deputy_who_has_the_same_area(town: World) -> None:
    """Of two posts over one area the topmost is not the one with the higher number."""
    deputy = staff.make_post(
        Role.HEAD, area_ids=(town.areas["country"].pk,), reports_to=town.posts["ministry_head"], code="deputy"
    )
    staff.put_on(deputy, staff.make_account("deputy@example.kz"))
    assert sent(category="officer.rude", about="unknown")[0].holder_id == town.posts["ministry_head"].pk


def test_danger_and_an_edited_table_send_no_complaint_to_the_officers_unit(town: World) -> None:
    from senim.appeals.models import Rule
    from senim.appeals.rules import RULES
    from senim.kernel import versions

    Rule.objects.filter(conditions__about_officer=True).delete()
    versions.reset()
    assert RULES.get()
    appeal, _ = sent(category="officer.unlawful", about="beat_inspector", danger=True)
    assert appeal.holder_id == town.posts["head"].pk
    assert appeal.route["target"] == "superior"


def test_no_officer_stands_in_for_the_judge_of_the_own_case(town: World) -> None:
    """The inspector stands in for the head: a complaint about the inspector goes one higher."""
    staff.put_on(town.posts["head"], town.people["inspector"], kind=Kind.SUBSTITUTE)
    appeal, _ = sent(category="officer.rude", about="beat_inspector")
    assert appeal.holder_id == town.posts["department"].pk
    assert not sees(town, "inspector", appeal) and not sees(town, "head", appeal)


def test_who_stands_in_at_the_top_does_not_read_complaints_about_somebody_below(town: World) -> None:
    appeal, _ = sent(category="officer.rude", about="unknown")
    staff.put_on(town.posts["ministry_head"], town.people["foreign_inspector"], kind=Kind.SUBSTITUTE)
    assert not sees(town, "foreign_inspector", appeal)
    assert selectors.queue(town.actor("foreign_inspector").scope) == []
    assert sees(town, "ministry_head", appeal)


def test_a_complaint_follows_the_person_to_another_post(town: World) -> None:
    """The inspector becomes the head of the very district: the complaint, held there, is out of sight."""
    appeal, _ = sent(category="officer.rude", about="beat_inspector")
    Holding.objects.filter(post__in=[town.posts["inspector"], town.posts["head"]], kind=Kind.HOLDER).update(
        ends_at=now()
    )
    staff.put_on(town.posts["head"], town.people["inspector"], starts_at=now())
    town.people["newcomer"], town.posts["newcomer"] = staff.make_account("newcomer@example.kz"), town.posts["inspector"]
    staff.put_on(town.posts["inspector"], town.people["newcomer"], starts_at=now())
    assert not sees(town, "inspector", appeal)
    assert appeal not in selectors.queue(town.actor("inspector").scope)
    # and those who are now under that person do not see it either
    assert not sees(town, "newcomer", appeal) and not sees(town, "duty", appeal)


def test_a_complaint_stays_with_its_holder_when_the_officer_moves_away(town: World) -> None:
    appeal, _ = sent(category="officer.rude", about="beat_inspector")
    Holding.objects.filter(account=town.people["inspector"]).update(ends_at=now())
    staff.put_on(town.posts["foreign_inspector"], town.people["inspector"], kind=Kind.SUBSTITUTE)
    assert not sees(town, "inspector", appeal) and sees(town, "head", appeal)
    with pytest.raises(Refused):
        moves.check_may_hold(appeal, town.posts["foreign_inspector"].pk)


@pytest.mark.parametrize(
    ("about", "may"),
    [
        ("beat_inspector", {"head", "department", "ministry_head", "other", "juvenile", "duty", "foreign_head",
                            "foreign_inspector"}),
        ("head", {"department", "ministry_head", "foreign_head", "foreign_inspector"}),
        ("unknown", {"ministry_head"}),
    ],
)
def test_who_may_hold_a_complaint(town: World, about: str, may: set[str]) -> None:
    appeal, _ = sent(category="officer.rude", about=about)
    free = set()
    for name, post in town.posts.items():
        if name in {"trainee", "stands_in", "stood_in", "will_stand_in", "dismissed"}:
            continue
        try:
            moves.check_may_hold(appeal, post.pk)
        except Refused:
            continue
        free.add(name)
    assert free == may


def test_a_complaint_about_nobody_known_goes_only_up(town: World) -> None:
    appeal, _ = sent(category="officer.rude", about="unknown")
    Appeal.objects.update(holder=town.posts["head"])
    appeal.refresh_from_db()
    for name in ("other", "duty", "foreign_head"):
        with pytest.raises(Refused):
            moves.offer_transfer(
                actor=town.actor("head"), appeal_id=appeal.pk, post_id=town.posts[name].pk, reason="бер"
            )
    assert moves.offer_transfer(
        actor=town.actor("head"), appeal_id=appeal.pk, post_id=town.posts["department"].pk, reason="жоғары"
    )


@pytest.mark.parametrize("role", [Role.ANALYST, Role.PROSECUTOR, Role.ADMIN, Role.COUNCIL, Role.OPERATOR])
def test_no_appeal_is_given_to_a_post_that_works_on_none(town: World, role: Role) -> None:
    appeal, _ = sent()
    post = staff.make_post(role, area_ids=(town.areas["district"].pk,))
    with pytest.raises(Refused):
        moves.assign(actor=town.actor("head"), appeal_id=appeal.pk, post_id=post.pk, reason="ал")


# --- marked later as a complaint --------------------------------------------------------------


def marked(town: World, appeal: Appeal, name: str | None, by: str = "head") -> Appeal:
    post = town.posts[name].pk if name else None
    return moves.mark_about_officer(actor=town.actor(by), appeal_id=appeal.pk, post_id=post, reason="үстінен")


def test_marked_it_leaves_every_queue_below_at_once_and_goes_to_the_superior(town: World) -> None:
    appeal, _ = sent()
    offer = moves.offer_transfer(
        actor=town.actor("inspector"), appeal_id=appeal.pk, post_id=town.posts["other"].pk, reason="оның көшесі"
    )
    changed = marked(town, appeal, "inspector")
    assert (changed.holder_id, changed.about_account_id) == (town.posts["head"].pk, town.people["inspector"].pk)
    assert who_sees(town, changed) == {"head", "prosecutor"}
    for name in ("inspector", "trainee", "assistant", "stands_in", "other", "duty", "operator"):
        scope = town.actor(name).scope
        assert appeal not in selectors.queue(scope) and appeal not in selectors.area_list(scope, state="all")
    assert selectors.offers(town.actor("other").scope) == []
    with pytest.raises(Refused):
        moves.decide_transfer(actor=town.actor("other"), transfer_id=offer.pk, accept=True)
    assert Event.objects.filter(type="marked_about", public=True).exists()


def test_an_officer_who_answered_the_own_complaint_loses_it_too(town: World) -> None:
    appeal, _ = sent()
    answers.answer(actor=town.actor("inspector"), appeal_id=appeal.pk, words=DONE)
    assert who_sees(town, marked(town, appeal, "inspector")) == {"head", "prosecutor"}


def test_a_head_who_marks_the_own_post_does_not_keep_it(town: World) -> None:
    appeal, _ = sent()
    assert who_sees(town, marked(town, appeal, "head")) == {"department", "prosecutor"}


def test_marked_as_about_nobody_known_it_goes_to_the_top_and_may_be_named_there(town: World) -> None:
    appeal, _ = sent()
    assert who_sees(town, marked(town, appeal, None)) == {"ministry_head", "prosecutor"}
    with pytest.raises(NotYours):
        marked(town, appeal, "inspector")
    assert who_sees(town, marked(town, appeal, "inspector", by="ministry_head")) == {"head", "prosecutor"}
    with pytest.raises(Refused):
        marked(town, appeal, "other")


def test_nobody_but_a_head_of_that_area_marks(town: World) -> None:
    appeal, _ = sent()
    for name in set(town.people) - HEADS:
        with pytest.raises(NotYours):
            marked(town, appeal, "inspector", by=name)


def test_the_head_marks_on_the_desk_and_is_taken_back_to_the_queue(town: World, client: Any) -> None:
    appeal, _ = sent()
    staff.sign_in(client, town.people["head"])
    page = client.get(f"/ru/desk/{appeal.number}/").content.decode()
    assert "Это жалоба на сотрудника" in page
    said = client.post(f"/ru/desk/{appeal.number}/about/", {"post": town.posts["head"].pk, "text": "на меня"})
    assert (said.status_code, said.url) == (302, "/ru/desk/")
    assert client.get(f"/ru/desk/{appeal.number}/").status_code == 404
    appeal.refresh_from_db()
    assert appeal.holder_id == town.posts["department"].pk
    staff.sign_in(client, town.people["department"])
    page = client.get(f"/ru/desk/{appeal.number}/").content.decode()
    assert "На кого" in page or "О ком" in page
    assert client.post(f"/ru/desk/{appeal.number}/about/", {"post": "0", "text": "x"}).status_code == 422
    log = AuditEvent.objects.get(action="appeals.marked_about")
    assert log.data["about_post"] == town.posts["head"].pk


# --- offers -----------------------------------------------------------------------------------


def offer_to(town: World, appeal: Appeal, name: str, by: str = "inspector") -> Transfer:
    return moves.offer_transfer(
        actor=town.actor(by), appeal_id=appeal.pk, post_id=town.posts[name].pk, reason="оның көшесі"
    )


def test_what_is_offered_may_be_read_before_it_is_accepted_and_not_acted_on(town: World, client: Any) -> None:
    appeal, _ = sent()
    assert not sees(town, "other", appeal)
    offer_to(town, appeal, "other")
    assert sees(town, "other", appeal)
    assert appeal not in selectors.area_list(town.actor("other").scope, state="all")
    with pytest.raises(NotYours):
        answers.answer(actor=town.actor("other"), appeal_id=appeal.pk, words=DONE)


def after(town: World, appeal: Appeal, secret: bytes) -> dict[str, Any]:
    """Things that may happen between an offer and its acceptance."""
    return {
        "withdrawn": lambda: talk.withdraw(secret_hash=secret),
        "answered": lambda: answers.answer(actor=town.actor("inspector"), appeal_id=appeal.pk, words=DONE),
        "handed": lambda: moves.hand_to_duty(actor=town.actor("inspector"), appeal_id=appeal.pk, reason="ұрлық"),
        "assigned": lambda: moves.assign(
            actor=town.actor("head"), appeal_id=appeal.pk, post_id=town.posts["juvenile"].pk, reason="бала"
        ),
        "marked": lambda: marked(town, appeal, "other"),
        "held": lambda: Appeal.objects.filter(pk=appeal.pk).update(holder=town.posts["duty"]),
    }


@pytest.mark.parametrize("what", ["withdrawn", "answered", "handed", "assigned", "marked", "held"])
def test_an_offer_dies_with_what_it_offered(town: World, what: str) -> None:
    appeal, secret = sent()
    offer = offer_to(town, appeal, "other")
    after(town, appeal, secret)[what]()
    holder = Appeal.objects.get().holder_id
    assert selectors.offers(town.actor("other").scope) == []
    with pytest.raises(Refused):
        moves.decide_transfer(actor=town.actor("other"), transfer_id=offer.pk, accept=True)
    assert Appeal.objects.get().holder_id == holder != town.posts["other"].pk


def test_an_old_offer_does_not_stand_in_the_way_of_a_new_one(town: World) -> None:
    appeal, _ = sent()
    offer_to(town, appeal, "other")
    moves.assign(actor=town.actor("head"), appeal_id=appeal.pk, post_id=town.posts["juvenile"].pk, reason="бала")
    assert offer_to(town, appeal, "other", by="juvenile").state == "offered"


def test_an_offer_is_out_of_sight_of_whom_the_complaint_is_about(town: World) -> None:
    """Offered to a post before the officer complained of came to it."""
    appeal, _ = sent(category="officer.rude", about="beat_inspector")
    offer = offer_to(town, appeal, "foreign_inspector", by="head")
    assert len(selectors.offers(town.actor("foreign_inspector").scope)) == 1
    staff.put_on(town.posts["foreign_inspector"], town.people["inspector"], kind=Kind.SUBSTITUTE)
    assert selectors.offers(town.actor("inspector").scope) == []
    assert not sees(town, "inspector", appeal)
    for accept in (True, False):
        with pytest.raises(Refused):
            moves.decide_transfer(actor=town.actor("inspector"), transfer_id=offer.pk, accept=accept)


# --- lists ------------------------------------------------------------------------------------


def test_the_load_does_not_tell_that_a_complaint_waits(town: World) -> None:
    sent(category="officer.rude", about="head")
    assert selectors.load(town.actor("head").scope) == []
    assert [row.post_id for row in selectors.load(town.actor("prosecutor").scope)] == [town.posts["department"].pk]


def test_an_appeal_without_a_place_has_a_head_and_a_prosecutor(town: World) -> None:
    appeal, secret = sent(lon=None, lat=None, place="")
    assert appeal.area_id is None and appeal.holder_id == town.posts["duty"].pk
    assert {"head", "department", "prosecutor", "duty"} <= who_sees(town, appeal)
    answers.answer(actor=town.actor("duty"), appeal_id=appeal.pk, words=DONE)
    answers.ask_reopen(secret_hash=secret, reason="Ештеңе істелмеді")
    assert [one.appeal_id for one in selectors.reopenings(town.actor("head").scope)] == [appeal.pk]
    opened = answers.decide_reopening(actor=town.actor("head"), appeal_id=appeal.pk, accept=True, ground="Дұрыс")
    assert opened.state == State.IN_WORK


# --- who wrote --------------------------------------------------------------------------------


def test_the_way_to_an_anonymous_applicant_is_for_nobody(town: World, client: Any) -> None:
    contact = Contact(phone="+77001112233", safe_way="sms", safe_note="тек күндіз")
    appeal, _ = sent(known_as=KnownAs.ANONYMOUS, contact=contact)
    staff.sign_in(client, town.people["inspector"])
    said = client.post(f"/kk/desk/{appeal.number}/identity/", {"reason": "керек"}, follow=True).content.decode()
    assert "700" not in said.replace(appeal.number, "") or "+7 700" not in said
    assert "тек күндіз" not in said
    with pytest.raises(NotYours):
        selectors.identity(town.actor("inspector"), appeal, reason="керек")


def test_a_confidential_name_is_opened_by_the_head_of_that_place_only(town: World) -> None:
    appeal, _ = sent(known_as=KnownAs.CONFIDENTIAL, contact=NAMED)
    Appeal.objects.update(holder=town.posts["other"])
    appeal.refresh_from_db()
    staff.put_on(town.posts["other"], town.people["foreign_head"], kind=Kind.SUBSTITUTE)
    assert sees(town, "foreign_head", appeal)
    with pytest.raises(NotYours):
        selectors.identity(town.actor("foreign_head"), appeal, reason="көргім келеді")
    with pytest.raises(NotYours):
        selectors.identity(town.actor("other"), appeal, reason="басшы емес")
    assert not AuditEvent.objects.filter(action="appeals.identity_read").exists()


@pytest.mark.parametrize(("name", "may"), [("head", True), ("department", True), ("inspector", False),
                                           ("duty", False), ("prosecutor", False), ("assistant", False)])
def test_a_confidential_name_needs_a_head_and_a_reason_and_no_holding(
    town: World, client: Any, name: str, may: bool
) -> None:
    """What the applicant reads before choosing: a head of that area, only with a reason, every opening logged."""
    appeal, _ = sent(known_as=KnownAs.CONFIDENTIAL, contact=NAMED)
    assert appeal.holder_id == town.posts["inspector"].pk
    staff.sign_in(client, town.people[name])
    offered = f'action="/kk/desk/{appeal.number}/identity/"'
    assert (offered in client.get(f"/kk/desk/{appeal.number}/").content.decode()) is may
    for reason, opens in (("", False), ("   ", False), ("Қауіпсіздігін тексеру", may)):
        said = client.post(f"/kk/desk/{appeal.number}/identity/", {"reason": reason}, follow=True).content.decode()
        assert (NAMED.name in said) is opens
    log = AuditEvent.objects.filter(action="appeals.identity_read", is_read=True)
    assert [one.account_id for one in log] == ([town.people[name].pk] if may else [])


def test_a_head_does_not_open_who_complains_about_the_head(town: World, client: Any) -> None:
    appeal, _ = sent(category="officer.rude", about="head", known_as=KnownAs.CONFIDENTIAL, contact=NAMED)
    staff.sign_in(client, town.people["head"])
    assert client.post(f"/kk/desk/{appeal.number}/identity/", {"reason": "керек"}).status_code == 404


def test_a_named_applicant_is_opened_by_the_holder_and_each_opening_is_logged(town: World, client: Any) -> None:
    appeal, _ = sent(known_as=KnownAs.NAMED, contact=NAMED)
    staff.sign_in(client, town.people["inspector"])
    for _ in range(2):
        assert NAMED.name in client.post(f"/kk/desk/{appeal.number}/identity/").content.decode()
    log = AuditEvent.objects.filter(action="appeals.identity_read")
    assert [(one.account_id, one.is_read) for one in log] == [(town.people["inspector"].pk, True)] * 2


@pytest.mark.parametrize("name", ["head", "duty", "operator", "prosecutor", "trainee", "assistant", "council"])
def test_nobody_but_the_holder_opens_who_wrote(town: World, client: Any, name: str) -> None:
    appeal, _ = sent(known_as=KnownAs.NAMED, contact=NAMED)
    staff.sign_in(client, town.people[name])
    said = client.post(f"/kk/desk/{appeal.number}/identity/", {"reason": "керек"}, follow=True).content.decode()
    assert NAMED.name not in said and NAMED.email not in said
    assert not AuditEvent.objects.filter(action="appeals.identity_read").exists()


def pages_of(appeal: Appeal) -> Iterator[str]:
    for name in ("desk", "letter"):
        yield reverse(f"appeals:{name}", args=[appeal.number])


def test_every_reading_of_a_sensitive_card_is_logged(town: World, client: Any, tmp_path: Any) -> None:
    appeal, _ = sent(category="home.bullying")
    kept = file_of(appeal)
    staff.sign_in(client, town.people["juvenile"])
    seen = [*pages_of(appeal), reverse("appeals:desk_file", args=[appeal.number, kept])]
    for page in seen:
        said = client.get(page)
        assert said.status_code == 200 and b"".join(said)
    assert client.post(reverse("appeals:act", args=[appeal.number, "ask"]), {}).status_code == 422
    log = AuditEvent.objects.filter(action="appeals.read", account_id=town.people["juvenile"].pk)
    assert log.count() == len(seen) + 1


def file_of(appeal: Appeal) -> int:
    """A photo beside the appeal."""
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    from senim.appeals.models import AppealFile
    from senim.kernel import files

    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    stored = files.accept(SimpleUploadedFile("Аты-жөні Құпия.png", drawn.getvalue()))
    return AppealFile.objects.create(appeal=appeal, file=stored, added_at=now()).pk


def test_the_council_reads_no_notes_and_no_names(town: World, client: Any) -> None:
    appeal, secret = sent(category="officer.rude", about="beat_inspector", known_as=KnownAs.NAMED, contact=NAMED)
    talk.send_to_council(secret_hash=secret)
    talk.note(actor=town.actor("head"), appeal_id=appeal.pk, text=f"Өтініш беруші {NAMED.name}, {NAMED.phone}")
    staff.sign_in(client, town.people["council"])
    page = client.get(f"/kk/desk/{appeal.number}/").content.decode()
    assert appeal.text in page
    for personal in (NAMED.name, NAMED.phone, NAMED.email):
        assert personal not in page
    staff.sign_in(client, town.people["head"])
    assert NAMED.phone in client.get(f"/kk/desk/{appeal.number}/").content.decode()
