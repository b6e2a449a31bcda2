"""Plays the scenes: every step by the real action, as the person who would do it, with the clock held at its moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from senim.appeals.api import Contact, KnownAs, Outcome, PastAppeal, Report, acts, import_past
from senim.demo.geography import Geography, House, Place, build
from senim.demo.living.bodies import AGENCIES
from senim.demo.living.pictures import photo
from senim.demo.living.scenes import ANSWERED, OPEN, SCENES, Scene
from senim.demo.models import Step
from senim.kernel import calendar, files, keys
from senim.kernel.clock import LOCAL, frozen, local, today
from senim.kernel.scoping import PUBLIC, Actor, Role
from senim.staff import api as staff
from senim.territory import api as territory

#: The bodies come before the scenes; a scene more is a step more.
TOTAL = 1 + len(SCENES)


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:
    """Bodies, then scene after scene; a scene and the note of how far it is stand or fall together."""
    land = build(step.seed)
    while step.done < TOTAL:
        with transaction.atomic():
            if step.done == 0:
                _bodies(actor, step.end)
            else:
                scene = SCENES[step.done - 1]
                with translation.override(scene.language):
                    Play(scene, land, step.end, step.seed).run(actor)
            step.done += 1
            step.save(update_fields=["done"])
        tell("living", step.done, TOTAL)


def links(step: Step) -> list[tuple[str, str]]:
    """(state, address) of an answered and an open appeal whose pages a newcomer may look at."""
    shown = (("answered", ANSWERED), ("open", OPEN))
    scenes = {scene.key: scene for scene in SCENES}
    return [(state, _link(scenes[key], step.seed)) for state, key in shown]


def _link(scene: Scene, seed: int) -> str:
    with translation.override(scene.language):
        return settings.BASE_URL.rstrip("/") + reverse("appeals:follow", args=[secret_of(scene, seed)])


def secret_of(scene: Scene, seed: int) -> str:
    """The secret of a scene's page: made from the installation's key, so that it can be printed at every start."""
    return acts.secret_from(keys.marking(), f"demo:{seed}:{scene.key}")


def _bodies(actor: Actor, end: datetime) -> None:
    with frozen(end - timedelta(days=200)):
        for one in AGENCIES:
            area = territory.area_by_code(one.area)
            assert area is not None
            acts.keep_body(actor=actor, values=acts.BodyValues(one.kk, one.ru, one.en, one.email, area.path))


@dataclass(slots=True)
class Play:
    """One scene on its way: the appeal, who holds it, the link that a body was given."""

    scene: Scene
    land: Geography
    end: datetime
    seed: int
    appeal_id: int = 0
    holder: int = 0
    area_id: int | None = None
    body_secret: str = ""

    def run(self, actor: Actor) -> None:
        """Register it as it came, then do every step at its moment."""
        loaded = next(iter(import_past([self._appeal()], actor=actor, invented=True)))
        assert loaded.post_id is not None
        self.appeal_id, self.holder, self.area_id = loaded.appeal_id, loaded.post_id, loaded.area_id
        for verb, days, at, *more in self.scene.steps:
            moment = self.at(days, at)
            with frozen(moment):
                VERBS[verb](self, *more)

    def at(self, days: int, clock: str) -> datetime:
        """So many days before the end, at a local time."""
        day = local(self.end).date() - timedelta(days=days)
        return datetime.combine(day, time.fromisoformat(clock), LOCAL).astimezone(UTC)

    def officer(self, post_id: int | None = None) -> Actor:
        """Whoever is on the post at this moment: the holder's, where none is named."""
        post = post_id or self.holder
        account = staff.on_post(post)
        assert account is not None
        return Actor("staff", account, post, staff.scope_of(account))

    @property
    def hash(self) -> bytes:
        return acts.secret_hash(secret_of(self.scene, self.seed))

    def _appeal(self) -> PastAppeal:
        scene = self.scene
        spot = self._spot()
        contact = Contact(name=scene.name, phone="+77000000000") if scene.name else Contact()
        report = Report(
            kind=scene.kind, category=scene.category, text=scene.text, language=scene.language,
            known_as=KnownAs.NAMED if scene.name else KnownAs.ANONYMOUS, answers=scene.answers, lon=spot.lon,
            lat=spot.lat, place=self._place(spot), contact=contact, about=scene.about, to_council=scene.to_council,
            received_at=self.at(*scene.received),
        )
        return PastAppeal(report=report, secret=secret_of(scene, self.seed))

    def _spot(self) -> House | Place:
        kind, _, order = self.scene.spot.partition(":")
        if kind != "house":
            return next(one for one in self.land.places if one.key == kind)
        houses = [one for one in self.land.houses if one.beat == self.scene.beat and one.storeys > 1]
        return houses[int(order) % len(houses)]

    def _place(self, spot: House | Place) -> str:
        kk = self.scene.language == "kk"
        if isinstance(spot, Place):
            return spot.name.kk if kk else spot.name.ru
        street = next(one for one in self.land.streets if one.key == spot.street_key)
        return f"{street.kk}, {spot.number}-үй" if kk else f"{street.ru}, дом {spot.number}"


# --- the verbs --------------------------------------------------------------------------------


def _open(one: Play) -> None:
    acts.open_it(actor=one.officer(), appeal_id=one.appeal_id)


def _ask(one: Play, text: str) -> None:
    acts.ask(actor=one.officer(), appeal_id=one.appeal_id, text=text)


def _add(one: Play, text: str, picture: str = "") -> None:
    kept = (files.accept(photo(picture), kinds=("image",)).pk,) if picture else ()
    acts.add(secret_hash=one.hash, text=text, file_ids=kept)


def _note(one: Play, text: str) -> None:
    acts.note(actor=one.officer(), appeal_id=one.appeal_id, text=text)


def _plan(one: Play, text: str, done: str, days: int) -> None:
    """An interim answer; the next step comes in so many days."""
    words = acts.Words(Outcome.PLAN, text, done=done, when=today() + timedelta(days=days))
    acts.answer(actor=one.officer(), appeal_id=one.appeal_id, words=words)


def _answer(one: Play, outcome: str, text: str, done: str, picture: str) -> None:
    kept = (files.accept(photo(picture), kinds=("image",)).pk,) if picture else ()
    reason = text if outcome == "partly" else ""
    place = one._place(one._spot()) if done else ""  # noqa: SLF001 - the verbs are the play's own
    words = acts.Words(
        Outcome(outcome), text, done=done, where=place, when=today() if done else None, reason=reason,
        file_ids=kept,
    )
    acts.answer(actor=one.officer(), appeal_id=one.appeal_id, words=words)


def _refer(one: Play, agency: str, text: str) -> None:
    name = next(body.kk for body in AGENCIES if body.key == agency)
    body = next(body for body in acts.bodies(PUBLIC) if body.name_kk == name)
    _referral, one.body_secret = acts.refer(
        actor=one.officer(), appeal_id=one.appeal_id, body_id=body.pk, text=text
    )


def _accept(one: Play) -> None:
    acts.act_on_referral(secret=one.body_secret, step=acts.Hand.ACCEPTED)


def _reply_body(one: Play, text: str) -> None:
    acts.act_on_referral(secret=one.body_secret, step=acts.Hand.ANSWERED, text=text)


def _transfer(one: Play, code: str, reason: str) -> None:
    beat = territory.area_by_code(code.removeprefix("UPI-"))
    serving = staff.serving(beat.id, Role.INSPECTOR) if beat else staff.serving(one.area_id or 0, Role.JUVENILE)
    assert serving is not None
    acts.offer_transfer(actor=one.officer(), appeal_id=one.appeal_id, post_id=serving.post_id, reason=reason)


def _hand(one: Play, reason: str) -> None:
    acts.hand_to_duty(actor=one.officer(), appeal_id=one.appeal_id, reason=reason)
    one.holder = staff.duty_unit(one.area_id) or one.holder


def _crime(one: Play, reference: str, clock: str) -> None:
    registered = datetime.combine(today(), time.fromisoformat(clock), LOCAL)
    acts.reference_crime(
        actor=one.officer(), appeal_id=one.appeal_id, reference=reference, registered_at=registered.astimezone(UTC)
    )


def _pause(one: Play, ground: str) -> None:
    acts.pause(actor=one.officer(), appeal_id=one.appeal_id, ground=ground)


def _extend(one: Play, ground: str) -> None:
    """By the head, to the working day at or after six weeks from registration."""
    head = staff.head_of(one.holder)
    until: date = one.at(*one.scene.received).astimezone(LOCAL).date() + timedelta(days=42)
    until = until if calendar.is_working(until) else calendar.next_working(until)
    acts.extend(actor=one.officer(head), appeal_id=one.appeal_id, until=until, ground=ground)


def _reopen(one: Play, reason: str) -> None:
    acts.ask_reopen(secret_hash=one.hash, reason=reason)


VERBS: dict[str, Callable[..., None]] = {
    "open": _open, "ask": _ask, "add": _add, "photo": _add, "note": _note, "plan": _plan, "answer": _answer,
    "refer": _refer, "accept": _accept, "reply_body": _reply_body, "transfer": _transfer, "hand": _hand,
    "crime": _crime, "pause": _pause, "extend": _extend, "reopen": _reopen,
}
