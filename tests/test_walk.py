"""Every address walked as every role: whoever may come gets a page, who may not gets a door, and nobody a fault.

An address whose parts this file does not know how to build fails: say in `parts` which object of the world it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from senim.appeals import hooks
from senim.appeals.actions import answer, intake, moves, together, uploads
from senim.appeals.actions.answer import Words
from senim.appeals.domain import Outcome
from senim.appeals.models import Appeal, AppealFile, Body, Referral, Rule, Template
from senim.appeals.permissions import visible
from senim.appeals.report import secret_hash
from senim.appeals.tests import world as worlds
from senim.appeals.tests.world import FIRST, SECOND, World, report
from senim.appeals.views.desk import ACTS
from senim.kernel import clock, ids, outbox
from senim.kernel.clock import now, today
from senim.kernel.models import LegalTerm, Outgoing
from senim.kernel.scoping import Actor, Role
from senim.kernel.testing import standing
from senim.staff import testing as staff
from senim.staff.actions import invite, register_absence
from senim.staff.domain import Kind
from senim.territory import api as territory
from senim.territory.domain import Level
from senim.territory.models import Street
from senim.territory.tests import make
from tests import aloud
from tests.architecture.house import Address, addresses

pytestmark = pytest.mark.django_db

#: Executors of other bodies have no account: they come by the link of a referral, which everybody walks here.
WITHOUT_ACCOUNT = {Role.EXECUTOR}
#: Who walks every time; with everything switched on all do.
OFTEN = {Role.INSPECTOR, Role.HEAD}
WALKERS = [
    pytest.param("anonymous"),
    *(
        pytest.param(role, marks=() if role in OFTEN else pytest.mark.thorough)
        for role in Role
        if role not in WITHOUT_ACCOUNT
    ),
]

#: What a page may answer to whoever may come: a page, a way on, "not with this method", "not here", "no longer here",
#: "mend this", "not now", "give the password again". Never 403 without a reason and never 5xx.
MAY_COME = {200, 204, 302, 303, 400, 404, 405, 409, 410, 415, 422}
#: Addresses that refuse some of those whom their declaration lets in, by a rule of their own.
OWN_RULE = {
    "quality:rate": "an officer rates nobody",
    "quality:thanks": "an officer rates nobody",
    "quality:code": "an officer rates nobody",
}
#: Addresses for other applications: what needs a key refuses whoever comes without, signed in or not.
NEEDS_KEY = {"open311:requests", "open311:token", "api:appeals", "api:appeal", "exchange_door:hear"}


@dataclass(slots=True)
class Place:
    """The world with an object of every kind, and the parts that addresses are made of."""

    world: World
    parts: dict[str, object] = field(default_factory=dict)
    appeals: dict[str, Appeal] = field(default_factory=dict)

    def path(self, one: Address, **other: object) -> str:
        """The address of an object of the world; a part is known for one address alone or for a whole context."""
        space = one.name.rpartition(":")[0]
        known = {
            part: self.parts.get(f"{one.name}:{part}", self.parts.get(f"{space}:{part}")) for part in one.converters
        }
        parts = {**known, **{part: value for part, value in other.items() if part in one.converters}}
        unknown = [part for part, value in parts.items() if value is None]
        assert not unknown, f"{one.name}: tests/test_walk.py does not know what {unknown} should name"
        return reverse(one.name, kwargs=parts)


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Place, Path]]:
    """The place, built once in a transaction that is never committed; each request undoes what it did."""
    folder = tmp_path_factory.mktemp("walk")
    tuesday = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)
    with standing(django_db_blocker, folder), clock.frozen(tuesday), translation.override("kk"):
        made = Place(worlds.build())
        _missing_roles(made.world)
        _appeals(made)
        _staff(made)
        _breakglass(made)
        _territory(made)
        _ease(made)
        _partnership(made)
        _incidents(made)
        _problems(made)
        _cabinet(made)
        _workload(made)
        _rehearsal(made)
        _reach(made)
        _reception(made)
        _gatherings(made)
        _passport(made)
        _offline(made)
        _knowledge(made)
        _concept(made)
        _portal(made)
        _tips(made)
        _notices(made)
        _documents(made)
        _retention(made)
        _exchange(made)
        yield made, folder


@pytest.fixture
def place(built: tuple[Place, Path], settings: Any) -> Place:
    made, folder = built
    settings.DEMO = True  # the gallery is open there, and it is an address like any other
    settings.DATA_DIR, settings.MEDIA_ROOT = folder, folder / "files"
    return made


def _missing_roles(world: World) -> None:
    """The world's own people are those whom appeals need; here come the others."""
    held = {role for role, _area, _above in worlds.STAFF.values()}
    for role in set(Role) - held - WITHOUT_ACCOUNT - {Role.TRAINEE}:
        world.people[role], world.posts[role] = staff.make_officer(role, area_ids=(world.areas["district"].pk,))
    trainee = staff.make_account("trainee@example.kz")
    staff.put_on(world.posts["inspector"], trainee, kind=Kind.TRAINEE, mentor=world.people["inspector"])
    world.people[Role.TRAINEE] = trainee


def _sent(**changes: object) -> tuple[Appeal, str]:
    receipt = intake.send(token=intake.begin(language="kk"), report=report(**changes))
    return Appeal.objects.get(pk=receipt.appeal_id), receipt.secret


def _photo(appeal: Appeal) -> int:
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (40, 40), "teal").save(picture, "JPEG")
    stored = uploads.accept([SimpleUploadedFile("yard.jpg", picture.getvalue())])[0]
    return AppealFile.objects.create(appeal=appeal, file=stored, added_at=now()).pk


def _appeals(made: Place) -> None:
    """The inspector's own, one of another beat, of another district, a complaint, a sensitive, an answered one."""
    world = made.world
    own, secret = _sent()
    made.appeals["own"] = own
    made.appeals["beside"], _ = _sent(lon=SECOND[0])
    made.appeals["complaint"], _ = _sent(category="officer.rude", about="beat_inspector")
    made.appeals["sensitive"], _ = _sent(category="home.bullying")
    made.appeals["far"], _ = _sent(lon=None, lat=None, area_id=_another_district(world))
    body = Body.objects.create(
        name_kk="Әкімдік", name_ru="Акимат", name_en="Akimat", area_path=world.areas["district"].path
    )
    inspector = world.actor("inspector")
    referral, referral_secret = moves.refer(actor=inspector, appeal_id=own.pk, body_id=body.pk, text="Жөндеңіз")
    assert isinstance(referral, Referral)
    transfer = moves.offer_transfer(
        actor=inspector, appeal_id=own.pk, post_id=world.posts["other"].pk, reason="Көшесі сізде"
    )
    answered, answered_secret = _sent()
    answer.answer(
        actor=inspector,
        appeal_id=answered.pk,
        words=Words(
            Outcome.DONE,
            "Кеше пәтерге барып, иелерімен сөйлестім, ескерту жасадым.",
            done="Әңгіме",
            where="Абай, 1",
            when=today(),
        ),
    )
    rating = hooks.rating_link(hooks.proof_of(secret_hash(answered_secret), 0))
    token = intake.begin(language="kk")
    intake.keep(token=token, values={"text": "Шу", "kind": "signal", "category": "order.noise_night"}, language="kk")
    made.appeals["own"].refresh_from_db()
    made.parts |= {
        "appeals:token": token,
        "appeals:where": "bank",
        "appeals:file_id": _photo(own),
        "appeals:secret": secret,
        "appeals:number": own.number,
        "appeals:name": "note",
        "appeals:transfer_id": transfer.pk,
        "quality:key": rating.rstrip("/").rpartition("/")[2],
        "appeals:referral:secret": referral_secret,
        "appeals:body_id": body.pk,
        "appeals:rule_id": Rule.objects.first().pk,
        "appeals:template_id": Template.objects.first().pk,
        "appeals:batch_id": together.choose(actor=world.actor("inspector"), numbers=_two_of_one_cause()).pk,
        "web:undo:token": "0" * 43,
    }


def _two_of_one_cause() -> list[str]:
    """Two dark lamps of the first beat."""
    return [_sent(category="place.light", place=f"Абай көшесі, {house}")[0].number for house in (3, 5)]


def _another_district(world: World) -> int:
    """A district of another region with a beat and an inspector of its own."""
    region = make.area(Level.REGION, world.areas["country"])
    district = make.area(Level.DISTRICT, region)
    beat = make.area(Level.BEAT, district)
    for role in (Role.HEAD, Role.DUTY):
        staff.make_officer(role, area_ids=(district.pk,))
    staff.make_officer(Role.INSPECTOR, area_ids=(beat.pk,))
    return beat.pk


def _staff(made: Place) -> None:
    world = made.world
    invitation, token = invite(
        actor=world.actor("head"), email="new@example.kz", language="kk", post_id=world.posts["inspector"].pk
    )
    holding = world.posts["inspector"].holdings.first()
    month = timedelta(days=30)
    absence = register_absence(
        actor=Actor.system(),
        account_id=world.people["inspector"].pk,
        starts_at=now() + month,
        ends_at=now() + 2 * month,
    )
    made.parts |= {
        "staff:absence_id": absence.pk,
        "staff:account_id": world.people["inspector"].pk,
        "staff:post_id": world.posts["inspector"].pk,
        "staff:holding_id": holding.pk,
        "staff:invitation_id": invitation.pk,
        "staff:token": token,
        ":uidb36": "1",
        ":pk": 1,
        ":key": "set-password",
    }
    message = outbox.put("email", to="a@example.kz", template="appeal_news", context={}, language="kk", key="walk")
    made.parts |= {"web:message_id": getattr(message, "pk", None) or _message()}
    term = LegalTerm.objects.filter(code="appeal.answer").latest("valid_from")
    made.parts |= {"web:code": term.code, "web:since": term.valid_from.isoformat(), "web:day": "2026-05-11"}


def _breakglass(made: Place) -> None:
    """A record that the inspector has open."""
    from senim.breakglass.tests import at_hand

    appeal = at_hand.sent(category="home.violence", lon=SECOND[0])
    made.parts["breakglass:opening_id"] = at_hand.opened(made.world.actor("inspector"), appeal).pk


def _ease(made: Place) -> None:
    """A kept filter of the inspector's, a calendar address, the letter of the morning."""
    from senim.ease.actions import feeds, filters, morning

    actor = made.world.actor("inspector")
    kept = filters.keep(actor=actor, code="appeals.queue", given={"due": "late"}, name="Кешіккен")
    feed, secret = feeds.subscribe(actor=actor, post_id=made.world.posts["inspector"].pk, language="kk")
    made.parts |= {
        "ease:filter_id": kept.pk,
        "ease:feed_id": feed.pk,
        "ease:code": "appeals.queue",
        "ease:key": morning.stop_key(made.world.people["inspector"].pk),
        "feed:secret": secret,
    }


def _message() -> int:
    return Outgoing.objects.get(key="walk").pk


def _territory(made: Place) -> None:
    district = made.world.areas["district"]
    rows = f"street_kk,street_ru,house,lon,lat,area\nАбай көшесі,улица Абая,1,{FIRST[0]},{FIRST[1]},{district.code}\n"
    run = territory.bring_in(
        actor=Actor.system("test"),
        kind=territory.ImportKind.ADDRESSES,
        name="a.csv",
        content=rows.encode(),
        valid_from=date(2024, 6, 8),
    )
    made.parts |= {
        "territory:run_id": getattr(run, "pk", run),
        "portal:code": made.world.areas["first"].code,
        "portal:street_id": Street.objects.get().pk,
    }


def _partnership(made: Place) -> None:
    """A commission with a held session, a decision, a meeting with a question, an agreement."""
    from senim.partnership.actions import meetings, minutes, research, sessions
    from senim.partnership.domain import Dataset
    from senim.partnership.tests import world as partners

    system, day = Actor.system(), today()
    place = partners.Place(made.world, made.world.areas["country"])
    body = partners.commission(place)
    session = partners.session(body)
    item = session.items.get()
    minutes.record_attendance(actor=system, session_id=session.pk, present_ids=partners.ids(body, 7))
    decision = minutes.decide(actor=system, item_id=item.pk, text="Жарық", owner="Әкімдік", due_on=day)
    material = sessions.add_material(actor=system, item_id=item.pk, title="Заң", link="https://adilet.zan.kz/")
    with clock.frozen(now() - timedelta(days=3)):
        soon = now() + timedelta(days=1)
        area = made.world.areas["first"].pk
        meeting = meetings.announce(actor=system, area_id=area, starts_at=soon, place="Мектеп", topic="Жарық")
    question = meetings.ask(actor=system, meeting_id=meeting.pk, asked="Қашан?")
    values = research.AgreementValues("1", "ЖОО", "Сынақов", "Жарық", (Dataset.APPEALS,), day, day)
    agreement = research.agree(actor=system, values=values, area_id=place.mine.pk)
    made.parts |= {
        "partnership:body_id": body.pk,
        "partnership:member_id": partners.ids(body, 1)[0],
        "partnership:session_id": session.pk,
        "partnership:item_id": item.pk,
        "partnership:material_id": material.pk,
        "partnership:decision_id": decision.pk,
        "partnership:way": "report",
        "partnership:meeting_id": meeting.pk,
        "partnership:question_id": question.pk,
        "partnership:code": made.world.areas["first"].code,
        "partnership:agreement_id": agreement.pk,
    }


def _reach(made: Place) -> None:
    """A police point of the first beat with its state, and a scenario."""
    from senim.reach import actions
    from senim.reach.domain import Candidates, State
    from senim.territory.models import Point

    district, beat = made.world.areas["district"], made.world.areas["first"]
    point = Point.objects.create(
        code="walk", kind="police_point", name_kk="Пункт", name_ru="Пункт", lon=FIRST[0], lat=FIRST[1], area=beat
    )
    make.moved()
    system = Actor.system()
    actions.record_state(actor=system, point_id=point.pk, state=State.OPEN, since=today())
    scenario = actions.plan(actor=system, area_id=district.pk, posts=1, candidates=Candidates.HOUSES)
    made.parts |= {"reach:point_id": point.pk, "reach:scenario_id": scenario.pk, "reach:code": district.code}


def _knowledge(made: Place) -> None:
    """A run of the contact protocol, and a version of it that is being written."""
    from senim.knowledge.actions import runs, versions

    run = runs.begin(actor=made.world.actor("inspector"), token="walk", procedure="contact", number=1)
    version = versions.draft(actor=made.world.actor("ministry"), procedure="contact")
    made.parts |= {
        "knowledge:code": "contact",
        "knowledge:run_id": run.pk,
        "knowledge:version_id": version.pk,
    }


def _concept(made: Place) -> None:
    """What a body said of a measure of the plan, with a link and no file."""
    from senim.concept.api import ReportValues, Said, report

    values = ReportValues("1.5/1/2024-H2", "mia", Said.DONE, "Бекітілді.", "https://adilet.zan.kz/")
    row = report(actor=Actor.system(), measure="1.5", values=values)
    made.parts |= {
        "concept:direction": 1,
        "concept:number": "14.4",
        "concept:measure": "1.5",
        "concept:report_id": row.pk,
    }


def _incidents(made: Place) -> None:
    """A file of a source that was applied, and an analysis of it that waits."""
    from senim.incidents import actions
    from senim.incidents.domain import Selection
    from senim.incidents.tests import world as files

    batch = files.bring(files.feed(made.world), files.row(1, "2026-05-01 10:00"))
    selection = Selection(paths=(made.world.areas["district"].path,))
    run = actions.start_run(actor=Actor.system("test"), method="scan", selection=selection)
    made.parts |= {"incidents:batch_id": batch.pk, "incidents:run_id": run.pk, "incidents:view": "clock"}


def _problems(made: Place) -> None:
    """A file under response with a task by link, an audit, an offer, and the chapter of its area."""
    from senim.problems.actions import audits, file, thoughts
    from senim.problems.chapter import actions as chapters
    from senim.problems.chapter.domain import Period
    from senim.problems.domain import Light
    from senim.problems.models import Offer
    from senim.problems.tests import world as group

    town, at, day = group.settle(made.world), now(), today()
    problem = group.opened(town)
    _task, secret = group.sent(town, problem, group.to_response(town, problem))
    audit = audits.begin_audit(
        actor=town.actor("analyst"), problem_id=problem.pk, place_kind="parking", place="Базар", light=Light.NIGHT
    )
    beat = {"area_path": town.path("first"), "area_id": town.area("first").pk}
    times = {"first_at": at, "last_at": at, "made_at": at, "due_on": day}
    offer = Offer.objects.create(kind="place", key="walk", people=3, **beat, **times)
    period = Period(day - timedelta(days=365), day)
    words = file.PublicWords("Базар тұрағы", "Жарық керек", "Стоянка", "Нужен свет")
    shown = file.publish(actor=town.actor("coordinator"), problem_id=problem.pk, said=words)
    thought = thoughts.say(
        actor=Actor.citizen(), number=shown.public_number, mark=bytes(32), text="Жарық керек", language="kk"
    )
    chapter = chapters.ask(actor=town.actor("coordinator"), paths=(town.path("first"),), period=period)
    made.parts |= {
        "problems:number": problem.number,
        "problems:secret": secret,
        "problems:key": shown.public_number,
        "problems:themes:code": made.world.areas["first"].code,
        "problems:thought_id": thought.pk,
        "problems:name": "source",
        "problems:code": "analyse",
        "problems:audit_id": audit.pk,
        "problems:offer_id": offer.pk,
        "problems:chapter_id": chapter.pk,
        "problems:spoken": "kk",
        "problems:form": "pdf",
        "problems:view": "map",
    }


def _notices(made: Place) -> None:
    """A search with a photo that stands on the page of the first beat."""
    from senim.notices.domain import Kind
    from senim.notices.tests import world as notices

    row = notices.shown(made.world, Kind.MISSING)
    made.parts |= {
        "notices:number": row.number,
        "notices:kind": "news",
        "notices:code": made.world.areas["first"].code,
    }


def _tips(made: Place) -> None:
    """A confidential message with a photo, which nobody who walks is named to read, and a naming."""
    from senim.tips.models import Picture
    from senim.tips.tests import world as tips

    naming = tips.named(made.world.areas["region"].pk, made.world.people["department"].pk)
    told = tips.confidential(tips.Place(made.world, None, None), region_id=made.world.areas["region"].pk)
    made.parts |= {
        "tips:number": told.number,
        "tips:picture_id": Picture.objects.get().pk,
        "tips:naming_id": naming.pk,
        "tips:area_id": made.world.areas["region"].pk,
        "tips:name": "reply",
    }


def _retention(made: Place) -> None:
    """A person's wish that waits for a second one, a hold, a rule."""
    from senim.retention.actions import holds
    from senim.retention.tests import made as life

    row, _secret = life.appeal()
    said = {"reason": "Сот ісі қаралып жатыр", "ground": "№ 5", "ends_on": today() + timedelta(days=9)}
    made.parts |= {
        "retention:number": life.wish(made.world.actor("duty")).request.number,
        "retention:pk": holds.place(actor=made.world.actor("head"), number=row.number, **said).pk,
        "retention:code": "appeals.matter",
    }


def _exchange(made: Place) -> None:
    """A written file of another system with an agreement, an event of its appeal, and a file that waits."""
    from senim.exchange.actions import files
    from senim.exchange.actions import partners as agreed
    from senim.exchange.models import Told
    from senim.exchange.tests import world as other

    head, system = made.world.actor("head"), other.known(area_path=made.world.areas["district"].path)
    other.written(head, system, other.table([other.row("KZ-1")]))
    agreed.agree(actor=Actor.system(), system_id=system.pk, terms=agreed.Terms("", False, "№ 1", None, (), None))
    appeal = Appeal.objects.latest("pk")
    told = Told.objects.create(partner_id=system.pk, seq=1, event=uuid4(), appeal=appeal, type="opened", at=now())
    waits = files.receive(actor=head, system_id=system.pk, name="waits.csv", content=other.table([other.row("KZ-2")]))
    made.parts |= {
        "exchange:batch_id": waits.pk,
        "exchange:number": appeal.number,
        "exchange:code": system.code,
        "exchange:version": 1,
        "exchange:told_id": told.pk,
        "exchange_door:code": system.code,
    }


def _documents(made: Place) -> None:
    """A draft of the inspector's: the answer as a paper."""
    from senim.documents.actions import papers

    answered = Appeal.objects.filter(answers_given__isnull=False).latest("pk")
    draft = papers.make(
        actor=made.world.actor("inspector"),
        kind="appeal_answer",
        subject=answered.number,
        language="kk",
        typed={},
        token="walk",
    )
    made.parts |= {
        "documents:kind": "appeal_answer",
        "documents:document_id": draft.pk,
        "documents:form": "pdf",
        "documents:code": "appeal",
        "documents:spoken": "kk",
    }


def _portal(made: Place) -> None:
    """A key of another application, and what its addresses name."""
    from senim.portal.api import KeyValues, hand_out_key

    key, _secret = hand_out_key(actor=Actor.system("test"), values=KeyValues("Қосымша", "a@example.kz", 10))
    made.parts |= {
        "portal:key_id": key.pk,
        "open311:form": "json",
        "open311:code": "order.noise_night",
        "open311:number": made.appeals["own"].number,
        "open311:name": "ref-1",
        "open311:rest": "nowhere",
        "api:service": "order.noise_night",
        "api:area": made.world.areas["first"].code,
        "api:number": made.appeals["own"].number,
        "api:collection": "beats",
        "api:feature": made.world.areas["first"].code,
        "api:rest": "nowhere",
    }


def _cabinet(made: Place) -> None:
    """A visit with a photo, an operation, a published report of the first beat with its PDF."""
    from senim.cabinet.actions import reports
    from senim.cabinet.domain import Quarter
    from senim.cabinet.tests import made as cabinet
    from senim.kernel.models import StoredFile

    world, quarter = made.world, Quarter.of(today()).before()
    visit = cabinet.visit(world, photo_id=StoredFile.objects.first().pk)
    beat, system = world.areas["first"], Actor.system()
    for spoken in ("kk", "ru"):
        row = reports.keep(
            actor=system,
            area_id=beat.pk,
            quarter=quarter,
            spoken=spoken,
            texts={"done": "Аула жарықтандырылды."},
            edits=0 if spoken == "kk" else 1,
        )
    signer = world.actor("inspector")
    reports.publish(actor=signer, area_id=beat.pk, quarter=quarter, password_holds=lambda: True, write=False)
    reports.keep_files(actor=system, report_id=row.pk, version=1, made={"kk": b"%PDF-1.7"})
    made.parts |= {
        "cabinet:visit_id": visit.pk,
        "cabinet:operation_id": cabinet.operation(world).pk,
        "cabinet:post_id": world.posts["inspector"].pk,
        "cabinet:month": "2026-04",
        "cabinet:area_id": beat.pk,
        "cabinet:year": quarter.year,
        "cabinet:quarter": quarter.number,
        "cabinet:code": beat.code,
        "cabinet:spoken": "kk",
        "check:key": "no-face",
    }


def _passport(made: Place) -> None:
    """An entry of the first beat's passport, and a question about a figure."""
    from senim.passport import actions
    from senim.passport.domain import Section

    beat, actor = made.world.areas["first"], made.world.actor("inspector")
    said = {"kind": "school", "name": "№ 12 мектеп", "source": "Аралау", "observed_on": today(), "shown": True}
    entry = actions.add(actor=actor, area_id=beat.pk, section=Section.PLACES, content=said)
    doubt = actions.question(actor=actor, area_id=beat.pk, figure="houses", showed="1", words="Аз")
    made.parts |= {
        "passport:area_id": beat.pk,
        "passport:section": "places",
        "passport:figure": "houses",
        "passport:entry_id": entry.pk,
        "passport:doubt_id": doubt.pk,
        "passport:code": beat.code,
    }


def _gatherings(made: Place) -> None:
    """An open day that was held, with a promise."""
    from senim.gatherings import actions
    from senim.gatherings.domain import Kind

    beat, actor = made.world.areas["first"], made.world.actor("inspector")
    with clock.frozen(now() - timedelta(hours=3)):
        values = actions.Plan(Kind.OPEN_DAY, now() + timedelta(hours=1), "№ 12 мектеп", "Ашық есік")
        row = actions.plan(actor=actor, area_id=beat.pk, values=values)
    actions.hold(actor=actor, gathering_id=row.pk, residents=31)
    promise = actions.promise(actor=actor, words="Шам", due_on=today(), gathering_id=row.pk)
    made.parts |= {
        "gatherings:gathering_id": row.pk,
        "gatherings:meeting_id": made.parts["partnership:meeting_id"],
        "gatherings:promise_id": promise.pk,
        "gatherings:code": beat.code,
    }


def _reception(made: Place) -> None:
    """A booked time of the first beat's inspector, somebody who came to a point, a reception on the road."""
    from senim.reception.tests import world as doors

    place = doors.within(made.world)
    booked = doors.book(place)
    made.parts |= {
        "reception:code": made.world.areas["first"].code,
        "reception:key": place.post,
        "reception:stamp": f"{doors.at(2, 18, 15):%Y%m%dT%H%M}",
        "reception:secret": booked.secret,
        "reception:booking_id": booked.booking_id,
        "reception:talk_id": doors.talk(place).pk,
        "reception:trip_id": doors.trip(place).pk,
    }


def _offline(made: Place) -> None:
    """A device of the inspector."""
    from senim.offline import actions

    row, _mark, _key = actions.register(actor=made.world.actor("inspector"), name="Планшет")
    made.parts |= {"offline:device_id": row.pk, "offline:side": 192}


def _workload(made: Place) -> None:
    """A proposal of new beats that waits."""
    from senim.workload import actions
    from senim.workload.domain import Care, Measure

    area = made.world.areas["district"]
    row = actions.propose(
        actor=made.world.actor("head"), area_id=area.pk, measure=Measure.RESIDENTS, care=Care.SOME)
    made.parts |= {"workload:area_id": area.pk, "workload:proposal_id": row.pk}


def _rehearsal(made: Place) -> None:
    """Boundaries that were drawn up and rehearsed."""
    from senim.rehearsal.tests import world as rehearsal

    row = rehearsal.drawn(made.world)
    made.parts |= {
        "rehearsal:change_id": row.pk, "rehearsal:area_id": made.world.areas["district"].pk, "rehearsal:edit": "add",
        "rehearsal:proposal_id": made.parts["workload:proposal_id"]}


# --- the walk ---------------------------------------------------------------------------------


@dataclass(slots=True)
class Walker:
    """Somebody with a browser: a stranger, or a member of staff with one role."""

    name: str
    client: Client
    account: Any = None
    role: Role | None = None
    cookies: Any = field(default_factory=SimpleCookie)

    def __post_init__(self) -> None:
        if self.account:
            staff.sign_in(self.client, self.account)
            self.cookies = copy(self.client.cookies)

    def ask(self, method: str, path: str, data: dict[str, str] | None = None, *, script: bool = False) -> Any:
        """One request whose effects are undone, so that the next one finds the same world. script: as HTMX asks."""
        headers = {"HX-Request": "true"} if script else {}
        with transaction.atomic():
            self.client.cookies = copy(self.cookies)
            response = getattr(self.client, method)(path, data or {}, headers=headers)
            transaction.set_rollback(True)
        if response.streaming:
            b"".join(response.streaming_content)  # read to the end, so that the file is closed
        return response

    def expected(self, access: Any, method: str) -> set[int]:
        if access.kind == "public":
            return MAY_COME
        if self.account is None:
            return {302} if method == "get" else {401, 405}
        if access.kind == "role" and self.role not in access.roles:
            return {403, 405} if method != "get" else {403}
        return MAY_COME


def _walker(place: Place, name: str) -> Walker:
    client = Client(raise_request_exception=False)
    if name == "anonymous":
        return Walker(name, client)
    by_role = {role: who for who, (role, _area, _above) in worlds.STAFF.items() if who not in {"department", "other"}}
    return Walker(name, client, place.world.people[by_role.get(Role(name), name)], Role(name))


def _for(walker: Walker) -> list[Address]:
    """What a walker walks. Where anybody may come no role is asked for: a stranger and one officer walk there."""
    everywhere = walker.role in {None, Role.INSPECTOR}
    return [one for one in _ours() if everywhere or one.access.kind != "public"]


def _ours() -> list[Address]:
    found = [one for one in addresses() if one.is_ours and one.name]
    assert len(found) > 80, "the walk sees the whole map"
    return found


def _fault(walker: Walker, method: str, one: Address, path: str, response: Any) -> str:
    cause = getattr(response, "exc_info", None)
    return f"{walker.name}: {method.upper()} {path} ({one.name}) -> {response.status_code} {cause[1] if cause else ''}"


@pytest.mark.parametrize("name", WALKERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_answers_every_role_as_declared(place: Place, name: str, method: str) -> None:
    walker = _walker(place, name)
    faults = []
    for one in _for(walker):
        path = place.path(one)
        allowed = walker.expected(one.access, method)
        # The page of a refusal is the same for all: one looks at it, the others hear it in the sentence for a script.
        looks = method == "get" and walker.role is Role.INSPECTOR
        response = walker.ask(method, path, script=403 in allowed and not looks)
        if one.name in NEEDS_KEY or (one.name in OWN_RULE and walker.account):
            allowed = allowed | {401, 403}
        # What a declaration lets in may still be refused for this object; then with a sentence, and never by GET.
        if method == "post" and one.access.kind == "role" and walker.role in one.access.roles:
            allowed = allowed | {403}
        if response.status_code not in allowed:
            faults.append(_fault(walker, method, one, path, response))
        if looks or walker.account is None:
            faults += [f"{path} ({one.name}): {said}" for said in _aloud(response)]
        if response.status_code == 302 and walker.account is None and one.access.kind != "public":
            assert "sign-in" in response["Location"]
    assert not faults, "\n".join(faults)


def _aloud(response: Any) -> list[str]:
    """What a person who listens to this page would stumble over."""
    if not str(response.get("Content-Type", "")).startswith("text/html") or response.streaming:
        return []
    if response.has_header("Refresh"):  # the empty page of whoever leaves in haste
        return []
    text = response.content.decode()
    return aloud.faults(text) if "<html" in text else []


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("name", "method"), [("anonymous", "head"), ("anonymous", "options"), (Role.HEAD, "put"), (Role.HEAD, "delete")]
)
def test_no_address_falls_over_a_wrong_method(place: Place, name: str, method: str) -> None:
    walker = _walker(place, name)
    faults = []
    for one in _ours():
        path = place.path(one)
        response = walker.ask(method, path)
        if response.status_code >= 500:
            faults.append(_fault(walker, method, one, path, response))
    assert faults == []


@pytest.mark.parametrize("name", WALKERS)
def test_what_is_not_yours_is_not_there(place: Place, name: str) -> None:
    """Desk pages of every appeal: seen exactly by those whom the rule of sight lets see; 404 in the same words else."""
    walker = _walker(place, name)
    scope = staff.actor_for(walker.account).scope if walker.account else None
    desk, letter, file = (one for one in _ours() if one.name in {"appeals:desk", "appeals:letter", "appeals:desk_file"})
    faults = []
    for kind, appeal in place.appeals.items():
        seen = scope is not None and Appeal.objects.filter(visible(scope), pk=appeal.pk).exists()
        for one in (desk, letter):
            response = walker.ask("get", place.path(one, number=appeal.number))
            wanted = _wanted(walker, one, seen)
            if response.status_code != wanted:
                faults.append(f"{kind}, wanted {wanted}: {_fault(walker, 'get', one, one.route, response)}")
        if kind != "own":  # a file of one appeal under the number of another
            response = walker.ask("get", place.path(file, number=appeal.number))
            if response.status_code == 200:
                faults.append(f"{kind}: {_fault(walker, 'get', file, file.route, response)}")
    assert faults == []


def _wanted(walker: Walker, one: Address, seen: bool) -> int:
    if walker.account is None:
        return 302
    if walker.role not in one.access.roles:
        return 403
    return 200 if seen else 404


FAR = ("far", "complaint")


@pytest.mark.parametrize(
    "name", [one for one in WALKERS[1:] if one.values[0] not in {Role.HEAD, Role.PROSECUTOR, Role.COUNCIL}]
)
def test_no_act_reaches_a_foreign_appeal(place: Place, name: str) -> None:
    """Every act on an appeal of another district, and on a complaint, by those who may not see it."""
    walker = _walker(place, name)
    acts: list[tuple[str, dict[str, str]]] = [("appeals:act", {"name": act}) for act in ACTS]
    acts += [("appeals:simple", {"name": "open"}), ("appeals:simple", {"name": "resume"}), ("appeals:identity", {})]
    faults = []
    for kind in FAR:
        appeal = place.appeals[kind]
        before = Appeal.objects.filter(pk=appeal.pk).values().get()
        for name_, parts in acts:
            path = reverse(name_, kwargs={"number": appeal.number, **parts})
            response = walker.ask("post", path, {"text": "Сынақ", "accept": "yes", "reason": "Сынақ"})
            if response.status_code not in {403, 404}:
                faults.append(f"{walker.name}: POST {path} -> {response.status_code}")
        assert Appeal.objects.filter(pk=appeal.pk).values().get() == before
    assert faults == []


# --- secrets that open nothing ----------------------------------------------------------------

WRONG = ["0" * 16, "x", "nothing-here", "' OR 1=1 --", "%00", "Ә" * 16, "a" * 400]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_secret_opens_nothing(place: Place, wrong: str, client: Client) -> None:
    client.raise_request_exception = False
    faults = []
    for one in _ours():
        for part in {"secret", "token", "key", "number"} & set(one.converters):
            try:
                path = place.path(one, **{part: wrong})
            except Exception:  # noqa: BLE001 - an address that cannot hold it needs no test
                continue
            for method in ("get", "post"):
                response = getattr(client, method)(path)
                if response.status_code >= 500 or (response.status_code == 200 and one.access.kind != "public"):
                    faults.append(f"{method.upper()} {path} -> {response.status_code}")
                if response.status_code == 200 and part == "secret":
                    faults.append(f"{method.upper()} {path} shows a page for a wrong secret")
    assert faults == []


def test_a_referral_is_its_link_and_nothing_else(place: Place, client: Client) -> None:
    link = reverse("appeals:referral", args=[place.parts["appeals:referral:secret"]])
    assert client.get(link).status_code == 200
    assert client.post(link, {"step": "nonsense"}).status_code == 302
    assert client.get(reverse("appeals:referral", args=["0" * 16])).status_code == 410


def test_a_stranger_cannot_learn_whether_an_appeal_exists(place: Place) -> None:
    walker = _walker(place, Role.INSPECTOR)
    there = walker.ask("get", reverse("appeals:desk", args=[place.appeals["far"].number]))
    nowhere = walker.ask("get", reverse("appeals:desk", args=[ids.new_number()]))
    assert there.status_code == nowhere.status_code == 404
    assert _words(there) == _words(nowhere)


def _words(response: Any) -> str:
    import re

    return re.sub(r"/desk/[^/\"]+/|csrfmiddlewaretoken\" value=\"\w+", "", response.content.decode())
