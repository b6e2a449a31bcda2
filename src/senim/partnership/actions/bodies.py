"""Bodies are founded and ended, members come and go; no row is deleted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from senim.kernel.scoping import Actor
from senim.kernel.text import key
from senim.partnership.actions import common
from senim.partnership.domain import BodyKind, Quorum, QuorumKind, Seat, Sector
from senim.partnership.models import Body, Member, Training, TrainingPart
from senim.partnership.permissions import check
from senim.partnership.policies import check as must
from senim.partnership.policies import check_quorum, check_term, overlap
from senim.territory import api as territory

KEEP, MEMBERS = "partnership.keep_body", "partnership.keep_members"


@dataclass(frozen=True, slots=True)
class BodyValues:
    """What a body is. founded_on: the day of the act."""

    kind: BodyKind
    name_kk: str
    name_ru: str
    name_en: str
    act: str
    quorum_kind: QuorumKind
    quorum_value: int
    founded_on: date


@dataclass(frozen=True, slots=True)
class MemberValues:
    """A person and their term (ends_on included; None: until ended)."""

    full_name: str
    organisation: str
    sector: Sector
    starts_on: date
    ends_on: date | None = None
    position: str = ""
    seat: Seat = Seat.MEMBER
    released: bool = False
    email: str = ""
    language: str = "kk"


def found(*, actor: Actor, values: BodyValues, area_id: int) -> Body:
    """Found a body for an area. Raises Refused for a quorum that cannot be reached or a name that stands already."""
    area = territory.area(area_id)
    check(actor, KEEP, area.path)
    check_quorum(Quorum(values.quorum_kind, values.quorum_value))
    with transaction.atomic():
        names = Body.objects.select_for_update().filter(area_path=area.path, ended_on__isnull=True)
        must(key(values.name_kk) not in {key(one.name_kk) for one in names}, "same_name", field="name_kk")
        body = Body.objects.create(area_id=area.id, area_path=area.path, **asdict(values))
        common.log(actor, "body_founded", body, body.area_path, kind=body.kind)
    return body


def change(*, actor: Actor, body_id: int, values: BodyValues) -> Body:
    """Change name, act or quorum. Sessions that were held keep the quorum of their day."""
    check_quorum(Quorum(values.quorum_kind, values.quorum_value))
    with transaction.atomic():
        body = common.body(actor, KEEP, body_id)
        must(body.ended_on is None, "body_ended")
        fields = [name for name, value in asdict(values).items() if getattr(body, name) != value]
        for name in fields:
            setattr(body, name, getattr(values, name))
        if fields:
            body.save()
            common.log(actor, "body_changed", body, body.area_path, fields=fields)
    return body


def end(*, actor: Actor, body_id: int, on: date) -> Body:
    """End a body: it calls no more sessions; its decisions stay under control."""
    with transaction.atomic():
        body = common.body(actor, KEEP, body_id)
        must(body.ended_on is None, "body_ended")
        must(on >= body.founded_on, "term_order", field="on")
        body.ended_on = on
        body.save(update_fields=["ended_on"])
        common.log(actor, "body_ended", body, body.area_path)
    return body


def add_member(*, actor: Actor, body_id: int, values: MemberValues) -> Member:
    """Take a person in for a term. Refuses the same person twice, and two chairs, in the same days."""
    check_term(values.starts_on, values.ends_on)
    with transaction.atomic():
        body = common.body(actor, MEMBERS, body_id)
        must(body.ended_on is None, "body_ended")
        term = (values.starts_on, values.ends_on)
        beside = [one for one in body.members.all() if overlap(term, (one.starts_on, one.ends_on))]
        must(key(values.full_name) not in {key(one.full_name) for one in beside}, "member_twice", field="full_name")
        chaired = values.seat is Seat.CHAIR and any(one.seat == Seat.CHAIR for one in beside)
        must(not chaired, "chair_twice", field="seat")
        member = Member.objects.create(body=body, **asdict(values))
        common.log(actor, "member_joined", member, body.area_path, body=body.pk, sector=member.sector)
    return member


def end_member(*, actor: Actor, member_id: int, on: date, reason: str) -> Member:
    """End a member's term: `on` is its last day. What they attended stays."""
    with transaction.atomic():
        member: Member = common.taken(actor, MEMBERS, Member, member_id, "body.area_path", "body")
        must(member.ends_on is None or on < member.ends_on, "member_ended")
        check_term(member.starts_on, on)
        member.ends_on, member.end_reason = on, reason
        member.save(update_fields=["ends_on", "end_reason"])
        common.log(actor, "member_left", member, member.body.area_path, body=member.body_id)
    return member


def record_training(
    *, actor: Actor, body_id: int, title: str, held_on: date, hours: int, taught_by: str, member_ids: list[int]
) -> Training:
    """Write down a training and who took part; only who was a member on that day can have."""
    with transaction.atomic():
        body = common.body(actor, "partnership.record_training", body_id)
        members = list(body.members.filter(pk__in=member_ids))
        there = len(members) == len(set(member_ids)) and all(one.is_on(held_on) for one in members)
        must(there, "trained_not_member", field="members")
        training = Training.objects.create(body=body, title=title, held_on=held_on, hours=hours, taught_by=taught_by)
        TrainingPart.objects.bulk_create([TrainingPart(training=training, member=one) for one in members])
        common.log(actor, "training_recorded", training, body.area_path, members=len(members))
    return training
