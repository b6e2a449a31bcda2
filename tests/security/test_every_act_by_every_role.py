"""Every act of the role-by-action table, tried by everybody on what is the inspector's, the head's, the office's.

A row says who may and how it is tried; whoever is not named must hear "not yours", and whoever is named must succeed or
be stopped by a rule of state that the row names. An action of these contexts without a row fails by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import translation

from senim.appeals.models import Appeal
from senim.appeals.permissions import HELPERS, HOLDERS
from senim.appeals.tests import world as worlds
from senim.breakglass import actions as glass
from senim.breakglass import selectors as glass_reads
from senim.breakglass.tests import at_hand as glass_made
from senim.cabinet.actions import confirming, proofs, reports, returns, visits
from senim.cabinet.domain import TEXTS, Quarter
from senim.cabinet.selectors import day as days
from senim.cabinet.tests import made as cabinet
from senim.documents import forms_in_force, registry
from senim.documents.actions import forms as doc_forms
from senim.documents.actions import papers
from senim.documents.selectors import papers as paper_reads
from senim.documents.tests import made as documents
from senim.ease.actions import exports as takings
from senim.ease.actions import feeds, filters
from senim.ease.actions import morning as letters
from senim.ease.domain import Form, Reason
from senim.ease.lists import Asked
from senim.exchange import selectors as other_reads
from senim.exchange.actions import files as other_files
from senim.exchange.actions import outgoing, partners
from senim.exchange.actions import systems as other_systems
from senim.exchange.models import Told
from senim.exchange.tests import world as other
from senim.gatherings import actions as gatherings
from senim.gatherings import permissions as gathering_rights
from senim.gatherings import selectors as gathering_reads
from senim.gatherings.domain import Kind as Occasion
from senim.kernel import clock, ids, retention
from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role
from senim.kernel.testing import standing
from senim.knowledge.actions import runs, versions
from senim.knowledge.selectors import cards
from senim.knowledge.selectors import runs as run_reads
from senim.knowledge.tests.test_versions import written as procedure
from senim.notices import actions as notices
from senim.notices.domain import Kind as Notice
from senim.notices.domain import Why
from senim.notices.tests import world as notice_made
from senim.offline import actions as offline
from senim.offline import selectors as devices
from senim.offline.domain import Answer, Clock
from senim.passport import actions as passport
from senim.passport import selectors as passports
from senim.passport.domain import Section
from senim.reach import actions as reach
from senim.reach.domain import Candidates, Code, State
from senim.reception import memory
from senim.reception.actions import desk, places, talks
from senim.reception.selectors import book as book_reads
from senim.reception.tests import world as reception
from senim.registers import actions as registers
from senim.registers import selectors as register_reads
from senim.registers.domain import Purpose
from senim.rehearsal import actions as rehearsal
from senim.rehearsal import selectors as rehearsals
from senim.rehearsal.tests import world as rehearsed
from senim.retention import selectors as life_reads
from senim.retention.actions import holds
from senim.retention.actions import requests as wishes
from senim.retention.tests import made as life
from senim.staff import actions as staff_acts
from senim.staff import import_plan, matrix
from senim.staff import selectors as staff_reads
from senim.staff import testing as staff
from senim.staff.domain import EndReason, Kind
from senim.staff.models import Holding
from senim.territory.domain import Level
from senim.territory.tests import make
from senim.tips import selectors as tip_reads
from senim.tips.actions import desk as tip_desk
from senim.tips.actions import naming
from senim.tips.domain import Outcome
from senim.tips.tests import world as tips
from senim.workload import actions as workload
from senim.workload import selectors as loads
from senim.workload.domain import Care, Mark, Measure

#: A working Tuesday after the shipped procedures came into force, 10:00 in Kazakhstan.
NOW = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)
SCHOOL = {"kind": "school", "name": "№ 12 мектеп", "source": "тізім", "observed_on": date(2026, 12, 1)}
REASON = "Қауіпсіз кездесу орнын келісу үшін"
Act = Callable[[Actor, Any], object]


@dataclass(frozen=True, slots=True)
class Row:
    """may: people by name. state: refusals that come after the right. shut: refusals that are the denial here."""

    action: str
    may: str
    act: Act
    state: str = ""
    shut: str = ""


def some(found: Any) -> Any:
    """A read that shows nothing is a denial."""
    if not found:
        raise NotYours("not_yours", Label("-", "-", "-"))
    return found


def when(holds: bool, act: Callable[[], Any]) -> Any:
    return act() if some(holds) else None


@pytest.fixture(scope="module")
def it(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Any]:
    """The small world with everybody in it, and what is the inspector's of the first beat in each context."""
    folder = tmp_path_factory.mktemp("acts")
    with standing(django_db_blocker, folder), clock.frozen(NOW), translation.override("kk"):
        yield laid(worlds.build())


def laid(world: worlds.World) -> Any:
    people, posts, areas = world.people, world.posts, world.areas
    for name, role in (("assistant", Role.ASSISTANT), ("civilian", Role.CIVILIAN)):
        people[name], posts[name] = staff.make_officer(role, reports_to=posts["inspector"])
    coordinator = staff.make_officer(Role.GROUP_COORDINATOR, area_ids=(areas["district"].pk,))
    people["coordinator"], posts["coordinator"] = coordinator
    people["trainee"], posts["trainee"] = staff.make_account(), posts["inspector"]
    staff.put_on(
        posts["inspector"], people["trainee"], kind=Kind.TRAINEE, mentor=people["inspector"],
        ends_at=NOW + timedelta(days=300))
    far = make.area(Level.BEAT, make.area(Level.DISTRICT, make.area(Level.REGION, areas["country"])))
    everybody = {name: world.actor(name) for name in people}
    for role in set(Role) - {Role.TRAINEE, Role.EXECUTOR}:
        everybody[f"far_{role}"] = staff.actor_for(*staff.make_officer(role, area_ids=(far.pk,)))
    o = SimpleNamespace(world=world, who=everybody | {"resident": Actor.citizen(), "nobody": Actor("staff")})
    o.inspector, o.head, o.first = everybody["inspector"], everybody["head"], areas["first"]
    _papers(o)
    _doors(o)
    _rest(o)
    return o


def _papers(o: Any) -> None:
    stage = documents.stage(o.world)
    o.number, o.answered = stage.appeals["silent"].number, stage.appeals["answered"].number
    o.draft, o.signed = stage.make(), stage.make("appeal_redirect", "sent_on")
    stage.sign(o.signed)
    o.filter = filters.keep(
        actor=o.inspector, code="appeals.queue", given={"due": "late"}, name="Кешіккен", shared=True)
    o.feed, _secret = feeds.subscribe(actor=o.inspector, post_id=o.world.posts["inspector"].pk, language="kk")
    o.texts = dict(registry.shipped(registry.kind("appeal_answer")).versions[0].texts)
    o.form = forms_in_force.versions(registry.kind("appeal_answer"))[0].number
    o.run = runs.begin(actor=o.inspector, token=ids.new_token(), procedure="fire", number=1, step="report")
    o.version = procedure(o.world)
    versions.send(actor=o.world.actor("ministry"), version_id=o.version.pk)
    o.notice, o.search = (notice_made.written(o.world, kind) for kind in (Notice.NEWS, Notice.WANTED))
    notices.ask_signature(actor=o.inspector, number=o.search.number)
    for name in ("duty", "ministry"):
        tips.named(o.world.areas["region"].pk, o.world.people[name].pk)
    o.tip = tips.confidential(tips.Place(o.world, None, None)).number


def _doors(o: Any) -> None:
    o.place = reception.within(o.world)
    o.point = memory.place(o.place.point).point_id
    o.desk = memory.place(o.place.post)
    o.booking = reception.book(o.place, reception.at(0, 18)).booking_id
    o.talk = talks.walked_in(actor=o.inspector, place=o.desk, token="n" * 30).pk
    o.trip = reception.trip(o.place, starts_at=reception.at(0, 11), ends_at=reception.at(0, 12))
    plan = gatherings.Plan(Occasion.OPEN_DAY, now() + timedelta(minutes=30), "№ 12 мектеп", "Ашық есік")
    o.plan = plan
    o.gathering = gatherings.plan(actor=o.inspector, area_id=o.first.pk, values=plan)
    with clock.frozen(NOW - timedelta(days=1)):
        before = replace(plan, starts_at=now() + timedelta(hours=2))
        row = gatherings.plan(actor=o.inspector, area_id=o.first.pk, values=before)
        course = gatherings.Plan(Occasion.TRAINING, now() + timedelta(hours=2), "Сынып", "Заң", hours=2)
        o.course = gatherings.plan(actor=o.head, area_id=o.world.areas["district"].pk, values=course)
    o.held = gatherings.hold(actor=o.inspector, gathering_id=row.pk, residents=31)
    gatherings.hold(actor=o.head, gathering_id=o.course.pk, account_ids=[o.world.people["inspector"].pk])
    o.promise = gatherings.promise(
        actor=o.inspector, words="Шамды тексеру", due_on=today() + timedelta(days=5), gathering_id=o.held.pk)


def _rest(o: Any) -> None:
    o.visit = cabinet.visit(o.world)
    trainee = o.who["trainee"]
    o.waits = visits.record(
        actor=trainee, values=cabinet.values(o.world), token=ids.new_token(), post_id=o.desk.post_id)
    o.stepped = cabinet.visit(o.world, next_words="Қайта бару", next_on=today() + timedelta(days=2))
    o.operation = cabinet.operation(o.world, "first")
    o.quarter = Quarter.of(today()).before()
    for edits, spoken in enumerate(("kk", "ru")):
        reports.keep(
            actor=o.inspector, area_id=o.first.pk, quarter=o.quarter, spoken=spoken, edits=edits,
            texts=dict.fromkeys(TEXTS, "Аула жарық"))
    o.entry = passport.add(actor=o.inspector, area_id=o.first.pk, section=Section.PLACES, content=SCHOOL)
    o.doubt = passport.question(actor=o.inspector, area_id=o.first.pk, figure="x", showed="1", words="Неге?")
    o.device, mark, key = offline.register(actor=o.inspector, name="Планшет")
    o.key = f"{mark}.{key}"
    o.opening = glass_made.opened(o.world.actor("other"), glass_made.sent()).pk
    o.shut = glass_made.sent(category="home.violence")
    o.change = rehearsed.drawn(o.world)
    o.system = other.known(area_path=o.world.areas["district"].path)
    o.file = other.checked(o.head, o.system, other.table([other.row("KZ-1")])).pk
    partners.agree(
        actor=Actor.system(), system_id=o.system.pk, terms=partners.Terms("", False, "№ 1", None, (), None))
    o.told = Told.objects.create(
        partner_id=o.system.pk, seq=1, event=uuid4(), appeal=Appeal.objects.latest("pk"), type="opened", at=now()).pk
    o.post, o.person = o.world.posts["inspector"].pk, o.world.people["inspector"].pk
    o.new = staff.make_account()
    o.empty = staff.make_post(Role.INSPECTOR, reports_to=o.world.posts["head"])
    o.learning = Holding.objects.get(account=trainee.account_id).pk
    o.absence = staff_acts.register_absence(
        actor=o.head, account_id=o.person, starts_at=now() + timedelta(days=40), ends_at=now() + timedelta(days=50))
    o.shift = staff_acts.plan_shifts(
        actor=o.head, post_id=o.post, days=[today() + timedelta(days=3)], starts=hour(9), ends=hour(18))[0]
    o.wish = life.wish(_asked(o)).request.number
    o.hold = hold(o.who["prosecutor"], o).pk
    registers.LookUp.objects.create(
        token="t", at=now(), account_id=o.person, post_id=o.post, area_path=o.first.path, register="x",
        purpose=Purpose.APPEAL, ground="x", outcome="found", mark="m")


def _asked(o: Any) -> Actor:
    life.appeal()
    return o.who["duty"]


def hold(a: Actor, o: Any) -> Any:
    ends = today() + timedelta(days=9)
    return holds.place(actor=a, number=o.number, reason="Сот ісі қаралып жатыр", ground="№ 5", ends_on=ends)


def bring(a: Actor, o: Any) -> None:
    item = {
        "token": ids.new_token(), "kind": "visit", "at": (now() - timedelta(hours=1)).isoformat(), "typed": False,
        "values": {"place": "Абай, 1", "path": "", "lon": worlds.FIRST[0], "lat": worlds.FIRST[1], "purpose": "round",
                   "outcome": "talked", "words": "", "next_words": "", "next_on": "", "about": ""}}
    row = devices.device(a.scope, o.key)
    said = offline.take(actor=a, device=row, row=item, clock=Clock(timedelta(0)), known={})
    assert said.answer is Answer.KEPT, said


def define(a: Actor, o: Any) -> object:
    day = today()
    names = ("Қауіпсіз аула", "Безопасный двор", "Safe yard")
    values = returns.OperationValues(names, day, day + timedelta(days=3), day + timedelta(days=5))
    return returns.define(actor=a, values=values, area_id=o.first.pk)


def look(a: Actor, o: Any) -> object:
    given = {"token": ids.new_token(), "purpose": Purpose.APPEAL, "ground": o.number}
    return registers.look_up(actor=a, register="none", subject="x", **given)


def still(a: Actor, o: Any) -> object:
    given = {"token": ids.new_token(), "purpose": Purpose.APPEAL, "ground": o.number}
    return registers.still(actor=a, camera="none", at=now() - timedelta(minutes=5), **given)


def enter(a: Actor, o: Any, place: Any, trip: Any) -> object:
    return talks.enter(actor=a, place=place, trip=trip, told=reception.told(o.place), token="e" * 30)


def absent(a: Actor, o: Any) -> object:
    return staff_acts.register_absence(
        actor=a, account_id=o.person, starts_at=now() + timedelta(days=1), ends_at=now() + timedelta(days=9))


NEAR = "inspector assistant trainee head department duty juvenile"
READ = f"{NEAR} civilian akimat analyst coordinator prosecutor ministry"
MAKE = "inspector assistant trainee head department"
OWN = "inspector assistant"
POST = "inspector assistant trainee"
HELD = "inspector head department"
DOOR = "inspector assistant head department"
ROAD = f"{DOOR} duty operator juvenile"
LED = "head department admin far_admin"
KEEP = "admin ministry far_admin far_ministry"
LAW = "head department prosecutor"
SEES = "head department prosecutor ministry admin far_head far_prosecutor far_ministry far_admin"
QUEUES = f"{NEAR} other prosecutor" + "".join(
    f" far_{role}" for role in sorted(HOLDERS | HELPERS) if role != Role.TRAINEE)
ALL = "@"  # nobody's thing in particular: whoever has a role of the rule
ROWS = (
    Row("breakglass.open", "inspector other head department duty juvenile", lambda a, o: glass_made.opened(a, o.shut),
        "yours_anyway nobody_above", shut="no_record"),
    Row("breakglass.look", "other", lambda a, o: glass.look(actor=a, opening_id=o.opening)),
    Row("breakglass.end", "other head department", lambda a, o: glass.end(actor=a, opening_id=o.opening)),
    Row("breakglass.review", "head department", lambda a, o: glass.review(
        actor=a, opening_id=o.opening, justified=True, words=glass_made.VERDICT)),
    Row("breakglass.see", "other head department prosecutor auditor far_auditor", lambda a, o: glass_reads.one(
        a.scope, o.opening)),
    Row("ease.keep_filter", QUEUES, lambda a, o: filters.keep(
        actor=a, code="appeals.queue", given={"due": "late"}, name="x")),
    Row("ease.change_filter", "inspector head", lambda a, o: filters.rename(
        actor=a, filter_id=o.filter.pk, name="y", shared=True)),
    Row("ease.change_filter", "inspector head", lambda a, o: filters.remove(actor=a, filter_id=o.filter.pk)),
    Row("ease.export", QUEUES, lambda a, o: takings.take(
        actor=a, code="appeals.queue", asked=Asked({}), form=Form.CSV, reason=Reason.REPORT,
        words="Апталық есеп үшін", language="kk")),
    Row("ease.subscribe", POST, lambda a, o: feeds.subscribe(actor=a, post_id=o.post, language="kk")),
    Row("ease.unsubscribe", "inspector", lambda a, o: feeds.close(actor=a, feed_id=o.feed.pk)),
    Row("ease.morning", ALL, lambda a, o: letters.choose(actor=a, hour=7)),
    Row("documents.make", MAKE, lambda a, o: papers.make(
        actor=a, kind="appeal_answer", subject=o.answered, language="kk", typed={}, token=ids.new_token())),
    Row("documents.change", "inspector", lambda a, o: papers.change(
        actor=a, document_id=o.draft.pk, typed={"applicant": "Ә. А."}, edits=0)),
    Row("documents.change", "inspector", lambda a, o: papers.renew(actor=a, document_id=o.draft.pk)),
    Row("documents.sign", "inspector", lambda a, o: papers.sign(
        actor=a, document_id=o.draft.pk, password_holds=lambda: True, write=False)),
    Row("documents.withdraw", HELD, lambda a, o: papers.withdraw(
        actor=a, document_id=o.signed.pk, reason="Қате")),
    Row("documents.read", HELD, lambda a, o: paper_reads.get(a.scope, o.draft.pk)),
    Row("documents.keep_forms", KEEP, lambda a, o: doc_forms.write(
        actor=a, kind="appeal_answer", texts=o.texts, valid_from=today() + timedelta(days=1), valid_to=None, note="x",
        number=o.form)),
    Row("knowledge.read", ALL, lambda a, o: cards.edition(a.scope, "fire")),
    Row("knowledge.run", ALL, lambda a, o: runs.begin(
        actor=a, token=ids.new_token(), procedure="fire", number=1, step="report")),
    Row("knowledge.tick", "inspector", lambda a, o: runs.tick(actor=a, run_id=o.run.pk, step="evacuate", on=True)),
    Row("knowledge.tick", "inspector", lambda a, o: runs.note(actor=a, run_id=o.run.pk, said=runs.Said(words="x"))),
    Row("knowledge.tick", "inspector", lambda a, o: runs.finish(
        actor=a, run_id=o.run.pk, said=runs.Said(why_open="x"))),
    Row("knowledge.see_runs", DOOR, lambda a, o: run_reads.run(a.scope, o.run.pk)),
    Row("knowledge.write", KEEP, lambda a, o: versions.draft(actor=a, procedure="flood")),
    Row("knowledge.approve", "admin far_admin far_ministry", lambda a, o: versions.approve(
        actor=a, version_id=o.version.pk, valid_from=today()), shut="second_person"),
    Row("knowledge.approve", KEEP, lambda a, o: versions.give_back(actor=a, version_id=o.version.pk, why="x")),
    Row("knowledge.end", KEEP, lambda a, o: versions.end(
        actor=a, procedure="fire", number=1, valid_to=today() + timedelta(days=9), why="Заң аяқталды")),
    Row("registers.look_up", "inspector", look, "no_register", "ground_unknown"),
    Row("registers.still", "inspector", still, "camera", "ground_unknown"),
    Row("registers.see_log", "prosecutor auditor far_auditor", lambda a, o: some(register_reads.log(a.scope, 0, 9))),
    Row("notices.write", HELD, lambda a, o: notices.write(
        actor=a, kind=Notice.NEWS, area_id=o.first.pk, values=notice_made.values())),
    Row("notices.write", HELD, lambda a, o: notices.change(
        actor=a, number=o.notice.number, values=notice_made.values(), version=o.notice.version)),
    Row("notices.publish", HELD, lambda a, o: notices.publish(actor=a, number=o.notice.number)),
    Row("notices.sign", "head department", lambda a, o: notices.publish(
        actor=a, number=o.search.number, password_holds=lambda: True), shut="notices.needs_signature"),
    Row("notices.end", HELD, lambda a, o: notices.end(
        actor=a, number=o.notice.number, why=Why.WITHDRAWN)),
    Row("tips.read", "duty ministry", lambda a, o: tip_desk.note_opened(actor=a, number=o.tip)),
    Row("tips.read", "duty ministry", lambda a, o: tip_reads.one(a.scope, o.tip)),
    Row("tips.reply", "duty ministry", lambda a, o: tip_desk.reply(actor=a, number=o.tip, text="Сынақ")),
    Row("tips.hand_over", "duty ministry", lambda a, o: tip_desk.hand_over(
        actor=a, number=o.tip, reference="1", registered_at=now())),
    Row("tips.close", "duty ministry", lambda a, o: tip_desk.close(
        actor=a, number=o.tip, outcome=Outcome.CONFIRMED, text="Сынақ")),
    Row("tips.open_contact", "duty ministry", lambda a, o: tip_desk.open_contact(
        actor=a, number=o.tip, reason=REASON)),
    Row("tips.name", "department ministry", lambda a, o: naming.name(
        actor=a, area_id=o.world.areas["region"].pk, account_id=o.world.people["head"].pk, ground="№ 5",
        ends_on=today() + timedelta(days=300))),
    Row("tips.count", "auditor far_auditor", lambda a, o: some(tip_reads.office_counts(a.scope))),
    Row("retention.see", SEES, lambda a, o: life_reads.passes(a.scope)),
    Row("retention.look_ahead", SEES, lambda a, o: life_reads.would_go(a.scope, retention.rule("appeals.matter"), 9)),
    Row("retention.hold", LAW, hold, shut="no_record"),
    Row("retention.lift", LAW, lambda a, o: holds.lift(actor=a, hold_id=o.hold)),
    Row("retention.find", "head department duty far_head far_duty", lambda a, o: life.wish(a)),
    Row("retention.propose", LAW, lambda a, o: wishes.propose(actor=a, number=o.wish, grant=True, words="")),
    Row("retention.confirm", LAW, lambda a, o: wishes.confirm(actor=a, number=o.wish)),
    Row("retention.confirm", LAW, lambda a, o: wishes.send_back(actor=a, number=o.wish, words="Құжатты қараңыз")),
    Row("gatherings.plan", "inspector head department juvenile", lambda a, o: gatherings.plan(
        actor=a, area_id=o.first.pk, values=o.plan)),
    Row("gatherings.hold", "inspector head department juvenile", lambda a, o: gatherings.cancel(
        actor=a, gathering_id=o.gathering.pk, reason="Дауыл")),
    Row("gatherings.hold", "inspector head department juvenile", lambda a, o: gatherings.move(
        actor=a, gathering_id=o.gathering.pk, starts_at=now() + timedelta(days=2), place="Мектеп")),
    Row("gatherings.promise", "inspector head department juvenile", lambda a, o: gatherings.promise(
        actor=a, words="Шам", due_on=today() + timedelta(days=5), gathering_id=o.held.pk)),
    Row("gatherings.keep_promise", HELD, lambda a, o: gatherings.keep(
        actor=a, promise_id=o.promise.pk, outcome="Жанды")),
    Row("gatherings.keep_promise", HELD, lambda a, o: gatherings.postpone(
        actor=a, promise_id=o.promise.pk, due_on=today() + timedelta(days=9), ground="Қар")),
    Row("gatherings.see_attendance", "head department", lambda a, o: some(
        gathering_reads.present(a.scope, o.course))),
    Row("gatherings.count", "head department analyst council prosecutor ministry", lambda a, o: some(
        a.scope.covers(o.first.path, *gathering_rights.COUNTERS))),
    Row("reach.record_state", DOOR, lambda a, o: reach.record_state(
        actor=a, point_id=o.point, state=State.LIMITED, since=today(), note="Жөндеу")),
    Row("reach.plan", "head department analyst akimat", lambda a, o: reach.plan(
        actor=a, area_id=o.first.pk, posts=1, candidates=Candidates.HOUSES)),
    Row("reach.set_yardstick", "ministry far_ministry", lambda a, o: reach.set_yardstick(
        actor=a, code=Code.PACE, value=70, source="өз өлшеуіміз, 2026")),
    Row("reception.see_book", DOOR, lambda a, o: book_reads.booking(a.scope, o.booking)),
    Row("reception.see_book", DOOR, lambda a, o: book_reads.talk(a.scope, o.talk)),
    Row("reception.settle", DOOR, lambda a, o: desk.move_on(actor=a, booking_id=o.booking)),
    Row("reception.settle", OWN, lambda a, o: desk.came(actor=a, booking_id=o.booking), "too_early"),
    Row("reception.enter", OWN, lambda a, o: enter(a, o, o.desk, None)),
    Row("reception.enter", OWN, lambda a, o: talks.complete(
        actor=a, talk_id=o.talk, told=reception.told(o.place))),
    Row("reception.enter", ROAD, lambda a, o: enter(a, o, None, o.trip)),
    Row("reception.hand_over", "head department", lambda a, o: desk.hand_over(
        actor=a, booking_id=o.booking, post_id=o.world.posts["other"].pk)),
    Row("reception.hand_over", "", lambda a, o: desk.hand_over(
        actor=a, booking_id=o.booking, post_id=o.who["far_inspector"].post_id), shut="no_post"),
    Row("reception.keep_desk", "head department", lambda a, o: places.keep_desk(
        actor=a, place=o.desk, values=places.DeskValues(15, 1, bookable=True))),
    Row("reception.hold_trip", "inspector head department operator", lambda a, o: places.cancel_trip(
        actor=a, trip_id=o.trip.pk, reason="Жауын")),
    Row("reception.see_hours", "inspector head department analyst", lambda a, o: some(
        book_reads.arrivals(a.scope, (o.first.path,), today(), today()))),
    Row("passport.see", READ, lambda a, o: passports.of(a.scope, o.first.pk)),
    Row("passport.see", NEAR, lambda a, o: passports.history(a.scope, o.entry.pk)),
    Row("passport.write", OWN, lambda a, o: passport.change(
        actor=a, entry_id=o.entry.pk, content=SCHOOL, edits=1)),
    Row("passport.write", OWN, lambda a, o: passport.add(
        actor=a, area_id=o.first.pk, section=Section.PLACES, content=SCHOOL)),
    Row("passport.confirm", OWN, lambda a, o: passport.confirm(actor=a, entry_id=o.entry.pk)),
    Row("passport.end", OWN, lambda a, o: passport.end(actor=a, entry_id=o.entry.pk, reason="Жоқ")),
    Row("passport.question", READ, lambda a, o: passport.question(
        actor=a, area_id=o.first.pk, figure="x", showed="1", words="Неге?")),
    Row("passport.answer", "head department analyst", lambda a, o: passport.answer(
        actor=a, doubt_id=o.doubt.pk, words="Себебі")),
    Row("cabinet.see_day", MAKE, lambda a, o: days.day(a.scope, today(), o.post)),
    Row("cabinet.visit", POST, lambda a, o: visits.record(
        actor=a, values=cabinet.values(o.world), token=ids.new_token(), post_id=o.post)),
    Row("cabinet.correct", OWN, lambda a, o: visits.correct(
        actor=a, visit_id=o.visit.pk, values=cabinet.values(o.world, words="x"), version=0, reason="Қате")),
    Row("cabinet.correct", OWN, lambda a, o: visits.step_done(actor=a, visit_id=o.stepped.pk)),
    Row("cabinet.confirm", "inspector", lambda a, o: confirming.send_back(
        actor=a, visit_id=o.waits.pk, version=0, words="Қайда?")),
    Row("cabinet.confirm", "inspector", lambda a, o: confirming.confirm(actor=a, visit_id=o.waits.pk, version=0)),
    Row("cabinet.show_who_i_am", POST, lambda a, o: proofs.show(
        actor=a, post_id=o.post, area_path=o.first.path)),
    Row("cabinet.stand_aside", POST, lambda a, o: visits.stand_aside(actor=a, about=f"appeals:{o.number}")),
    Row("cabinet.define_operation", "head department ministry", define),
    Row("cabinet.confirm_return", "inspector", lambda a, o: returns.confirm_operation(
        actor=a, operation_id=o.operation.pk, post_id=o.post)),
    Row("cabinet.write_report", HELD, lambda a, o: reports.keep(
        actor=a, area_id=o.first.pk, quarter=o.quarter, spoken="kk", texts={"done": "Аула"}, edits=2)),
    Row("cabinet.publish_report", HELD, lambda a, o: reports.publish(
        actor=a, area_id=o.first.pk, quarter=o.quarter, password_holds=lambda: True, write=False)),
    Row("offline.register", ALL, lambda a, o: offline.register(actor=a, name="Телефон")),
    Row("offline.carry", "inspector", lambda a, o: devices.device(a.scope, o.key), shut="device"),
    Row("offline.bring", "inspector", bring, shut="device"),
    Row("offline.lose", HELD, lambda a, o: offline.mark_lost(actor=a, device_id=o.device.pk)),
    Row("workload.see", "head department analyst ministry", lambda a, o: loads.area(
        a.scope, o.world.areas["district"].pk)),
    Row("workload.propose", "head department analyst", lambda a, o: workload.propose(
        actor=a, area_id=o.world.areas["district"].pk, measure=Measure.RESIDENTS, care=Care.MANY)),
    Row("workload.set_norm", "ministry far_ministry", lambda a, o: workload.set_norm(
        actor=a, code="residents_per_inspector", low=1, high=2, mark=Mark.OWN, source=Label("ә", "я", "a"),
        since=today() + timedelta(days=1))),
    Row("exchange.import", "head department operator", lambda a, o: other_files.receive(
        actor=a, system_id=o.system.pk, name="a.csv", content=other.table([other.row("KZ-1")]))),
    Row("exchange.import", "head", lambda a, o: other_files.recheck(actor=a, batch_id=o.file)),
    Row("exchange.import", "head", lambda a, o: other_reads.batch(a.scope, o.file)),
    Row("exchange.import", "head", lambda a, o: other_files.discard(actor=a, batch_id=o.file)),
    Row("exchange.map", "head department operator admin far_admin", lambda a, o: other_systems.map_again(
        actor=a, system_id=o.system.pk, toml=other_systems.shipped("e-otinish") + "#")),
    Row("exchange.keep_system", "admin far_admin", lambda a, o: other_systems.create(
        actor=a, values=other_systems.SystemValues("109", Label("ә", "я", "a")), toml=other_systems.shipped("109"))),
    Row("exchange.keep_system", "admin far_admin", lambda a, o: other_reads.all_systems(a.scope)),
    Row("exchange.keep_partner", "admin far_admin", lambda a, o: partners.agree(
        actor=a, system_id=o.system.pk, terms=partners.Terms("", False, "№ 1", None, (), None))),
    Row("exchange.keep_partner", "admin far_admin", lambda a, o: partners.new_keys(
        actor=a, system_id=o.system.pk)),
    Row("exchange.keep_partner", "admin far_admin", lambda a, o: other_reads.told(a.scope, o.system, 0)),
    Row("exchange.send_again", "admin far_admin", lambda a, o: outgoing.send_again(actor=a, told_id=o.told)),
    Row("rehearsal.see", "head department analyst admin far_admin", lambda a, o: rehearsals.change(
        a.scope, o.change.pk)),
    Row("rehearsal.draw", "head department analyst admin far_admin", lambda a, o: rehearsed.drawn(o.world, a)),
    Row("rehearsal.assign", "head department admin far_admin", lambda a, o: rehearsed.assigned(o.world, a)),
    Row("rehearsal.rule", "ministry far_ministry admin far_admin", lambda a, o: rehearsed.promised(a)),
    Row("rehearsal.apply", "head department admin far_admin", lambda a, o: rehearsal.apply(
        actor=a, change_id=o.change.pk, password_holds=lambda: True)),
    Row("staff.reassign", "head department admin far_admin", lambda a, o: staff_acts.reassign(
        actor=a, role=Role.INSPECTOR, beats={o.first.pk: [o.world.posts["other"].pk]}, on=today())),
    Row("staff.invite", LED, lambda a, o: staff_acts.invite(
        actor=a, email="new@example.kz", language="kk", post_id=o.empty.pk)),
    Row("staff.appoint", LED, lambda a, o: staff_acts.appoint(
        actor=a, post_id=o.empty.pk, account_id=o.new.pk, starts_at=now())),
    Row("staff.substitute", LED, lambda a, o: staff_acts.substitute(
        actor=a, post_id=o.post, account_id=o.new.pk, starts_at=now(), ends_at=now() + timedelta(days=9))),
    Row("staff.end", LED, lambda a, o: staff_acts.dismiss(
        actor=a, account_id=o.person, reason=EndReason.DISMISSAL)),
    Row("staff.absence", LED, absent),
    Row("staff.absence", LED, lambda a, o: staff_acts.cover(actor=a, absence_id=o.absence.pk, account_id=o.new.pk)),
    Row("staff.absence", LED, lambda a, o: staff_acts.change_absence(
        actor=a, absence_id=o.absence.pk, ends_at=now() + timedelta(days=60))),
    Row("staff.absence", LED, lambda a, o: staff_acts.come_back(actor=a, absence_id=o.absence.pk)),
    Row("staff.appoint", LED, lambda a, o: staff_acts.train(
        actor=a, post_id=o.post, account_id=o.new.pk, mentor_id=o.person, starts_at=now(),
        ends_at=now() + timedelta(days=90))),
    Row("staff.appoint", LED, lambda a, o: staff_acts.change_mentor(
        actor=a, holding_id=o.learning, mentor_id=o.person)),
    Row("staff.end", LED, lambda a, o: staff_acts.end_holding(
        actor=a, holding_id=o.learning, reason=EndReason.MOVE)),
    Row("staff.report_sick", ALL, lambda a, o: staff_acts.report_sick(actor=a, ends_at=now() + timedelta(days=3))),
    Row("staff.plan_shifts", "head department", lambda a, o: staff_acts.plan_shifts(
        actor=a, post_id=o.post, days=[today() + timedelta(days=2)], starts=hour(9), ends=hour(18))),
    Row("staff.plan_shifts", "head department", lambda a, o: staff_acts.drop_shifts(actor=a, shift_ids=[o.shift.pk])),
    Row("staff.sign_out_other", LED, lambda a, o: staff_acts.sign_out_other(
        actor=a, account_id=o.person)),
    Row("staff.see_people", LED, lambda a, o: staff_reads.person_seen(a.scope, o.person)),
    Row("staff.change_contact", LED, lambda a, o: staff_acts.update_post(
        actor=a, post_id=o.post, values={"phone_public": "+77010000000"})),
    Row("staff.change_post", "admin far_admin", lambda a, o: staff_acts.create_post(
        actor=a, code="NEW", role="inspector", titles=("ә", "я", "a"))),
    Row("staff.import_posts", "admin far_admin", lambda a, o: import_plan.plan(b"code;role", actor=a)),
)
CONTEXTS = sorted({one.action.partition(".")[0] for one in ROWS})


def test_no_act_is_forgotten() -> None:
    """A new action of these contexts must say here how it is tried."""
    known = {one.action for one in ROWS}
    missing = [one.action for one in matrix.rules() if one.action.partition(".")[0] in CONTEXTS]
    assert sorted(set(missing) - known) == [] and sorted(known - set(missing)) == []


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_act_by_every_role(it: Any, db: None, context: str) -> None:
    faults = []
    with clock.frozen(NOW), translation.override("kk"):
        for row in (one for one in ROWS if one.action.startswith(f"{context}.")):
            roles = matrix.rule_of(row.action).roles
            for name, actor in it.who.items():
                if name.startswith("far_") and name[4:] not in roles:
                    continue  # whom the rule does not name at all is tried near by
                said = tried(row, actor, it)
                may = actor.scope.has(*roles) if row.may == ALL else name in row.may.split()
                allowed = said in {"done", *row.state.split()}
                denied = said in {"not_yours", *row.shut.split()}
                if not (allowed if may else denied):
                    faults.append(f"{row.action} by {name}: {said}")
                if may and not actor.scope.has(*roles):
                    faults.append(f"{row.action} by {name}: the table of roles does not name that role")
    assert not faults, "\n".join(faults)


def tried(row: Row, actor: Actor, it: Any) -> str:
    """What came of it; everything is undone."""
    with transaction.atomic():
        try:
            row.act(actor, it)
        except NotYours:
            return "not_yours"
        except Refused as refused:
            return refused.code
        except Exception as error:  # noqa: BLE001 - a fault of the house is a finding, told with the others
            return f"{type(error).__name__}: {error}"[:200]
        finally:
            transaction.set_rollback(True)
    return "done"


def test_what_is_not_there_sounds_like_what_is_not_yours(it: Any, db: None) -> None:
    """A guessed number is told from somebody else's by nobody, and is no fault of the house."""
    acts: tuple[Callable[[Actor, int], object], ...] = (
        lambda a, pk: staff_acts.withdraw_invitation(actor=a, invitation_id=pk),
        lambda a, pk: staff_acts.end_holding(actor=a, holding_id=pk, reason=EndReason.MOVE),
        lambda a, pk: staff_acts.sign_out_other(actor=a, account_id=pk),
        lambda a, pk: staff_acts.dismiss(actor=a, account_id=pk),
        lambda a, pk: staff_reads.person_seen(a.scope, pk),
        lambda a, pk: staff_acts.come_back(actor=a, absence_id=pk),
        lambda a, pk: staff_acts.update_post(actor=a, post_id=pk, values={"hours": {}}),
    )
    for act in acts:
        for who in ("admin", "head", "far_head"):
            with clock.frozen(NOW), pytest.raises(NotYours), transaction.atomic():
                act(it.who[who], 10**30)
