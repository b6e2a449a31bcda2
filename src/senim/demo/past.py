"""Turns stories into what the contexts take in: appeals of the past, contacts with their ratings."""

from collections.abc import Iterable
from datetime import UTC

from senim.appeals.api import Channel, Contact, KnownAs, Loaded, MessageKind, Outcome, PastAnswer, PastAppeal, Report
from senim.demo.stories import Given, Story
from senim.quality.api import Criterion, PastContact

CRITERIA = tuple(Criterion)


def appeal(story: Story) -> PastAppeal:
    """A story as an appeal of the past."""
    report = Report(
        kind=story.kind, category=story.category, text=story.text, language=story.language,
        known_as=KnownAs(story.known_as), answers=story.answers, channel=Channel(story.channel), danger=story.danger,
        happened_at=story.happened, lon=story.spot.lon, lat=story.spot.lat, place=story.place,
        contact=Contact(name=story.name, phone=story.phone.replace(" ", ""), email=story.email), about=story.about,
        received_at=story.received_at.astimezone(UTC),
    )
    return PastAppeal(
        report=report, answers=tuple(map(_answer, story.given)),
        talk=tuple((MessageKind(kind), at.astimezone(UTC), text) for kind, at, text in story.talk),
        opened_at=story.opened_at and story.opened_at.astimezone(UTC), reopened_because=story.reopened_because,
        reopened_at=story.reopened_at and story.reopened_at.astimezone(UTC),
        withdrawn_at=story.withdrawn_at and story.withdrawn_at.astimezone(UTC), still_solved=story.still_solved,
        crime_reference=story.crime_reference,
    )


def _answer(given: Given) -> PastAnswer:
    return PastAnswer(
        outcome=Outcome(given.outcome), at=given.at.astimezone(UTC), text=given.text, done=given.done,
        where=given.where, reason=given.reason,
    )


def contacts(pairs: Iterable[tuple[Story, Loaded]]) -> list[PastContact]:
    """The answered appeals as contacts that could be rated, and what was said about them."""
    return [_contact(story, loaded) for story, loaded in pairs if loaded.answered_at]


def _contact(story: Story, loaded: Loaded) -> PastContact:
    said = story.said
    marks = zip(CRITERIA, said.marks, strict=True) if said else ()
    assert loaded.answered_at is not None
    return PastContact(
        contact_id=loaded.appeal_id, area_id=loaded.area_id, area_path=loaded.area_path, post_id=loaded.post_id,
        issued_at=loaded.answered_at, rated_at=said.at.astimezone(UTC) if said else None,
        marks={str(criterion): mark for criterion, mark in marks if mark}, solved=said.solved if said else "",
        words=said.words if said else "", language=story.language, proof=loaded.proof,
        on_time=loaded.on_time,
    )
