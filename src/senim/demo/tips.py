"""Invented protected messages: who is named to read them, and five talks at different ends. All by the real actions."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from senim.demo.geography import DISTRICT, REGION
from senim.demo.models import Step
from senim.kernel import clock, ids
from senim.kernel.clock import frozen
from senim.kernel.scoping import Actor, Role
from senim.staff import api as staff
from senim.territory import api as territory
from senim.tips import api as tips
from senim.tips.api import Outcome, Topic, Way, Written

GROUND = "Департаменттің № 14 бұйрығы (ойдан шығарылған)"


def play(step: Step) -> None:
    """Everything, in order. Call it inside a transaction."""
    region, district = territory.area_by_code(REGION), territory.area_by_code(DISTRICT)
    assert region is not None and district is not None
    with frozen(step.end - timedelta(days=100)):
        duty = _named(region.id, Role.DUTY, district.id)
        _named(region.id, Role.HEAD, district.id)
    _closed(step.end, region.id, duty)
    _talk(step.end, region.id, duty)
    _waiting(step.end, region.id)


def load(step: Step) -> None:
    """Whole or not there."""
    with transaction.atomic():
        play(step)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])


def _named(region_id: int, role: Role, area_id: int) -> Actor:
    """Whoever is on the post that covers the district, named by an order until the next half-year."""
    post = staff.posts_covering(role, area_id)[0]
    account = staff.on_post(post)
    assert account is not None
    until = clock.today() + timedelta(days=280)
    tips.name(actor=Actor.system("demo"), area_id=region_id, account_id=account, ground=GROUND, ends_on=until)
    return Actor("staff", account, post, staff.scope_of(account))


def _send(region_id: int, topic: Topic, text: str, *, language: str = "kk", contact: str = "") -> tuple[str, bytes]:
    way = Way.CONFIDENTIAL if contact else Way.ANONYMOUS
    written = Written(
        way=way, topic=topic, text=text, language=language, region_id=region_id, contact=contact, invented=True)
    sent = tips.send(token=ids.new_token(), written=written)
    return sent.number, tips.code_hash(sent.code)


def _closed(end: datetime, region_id: int, duty: Actor) -> None:
    """One that was handed over and confirmed, one that could not be checked."""
    with frozen(end - timedelta(days=60)):
        number, secret = _send(
            region_id, Topic.DRUGS, "Жастар алаңының артындағы гаражда кешкі сағат тоғыздан кейін жиі көлік тоқтайды, "
            "терезеден пакет беріп жатады. Үш апта бойы байқадым.")
    with frozen(end - timedelta(days=59)):
        tips.desk.note_opened(actor=duty, number=number)
        tips.desk.reply(actor=duty, number=number, text="Рақмет. Көліктің түсі мен келетін күндерін айта аласыз ба?")
    with frozen(end - timedelta(days=57)):
        tips.add(secret_hash=secret, text="Ақ түсті, бейсенбі мен жұмада. Нөмірін көрмедім.")
    with frozen(end - timedelta(days=56)):
        tips.desk.hand_over(actor=duty, number=number, reference="DEMO-000412", registered_at=clock.now())
    with frozen(end - timedelta(days=30)):
        tips.desk.close(
            actor=duty, number=number, outcome=Outcome.CONFIRMED, text="Тексеру жүргізілді, шара қолданылды. Рақмет.")
    with frozen(end - timedelta(days=45)):
        number, _secret = _send(region_id, Topic.WEAPONS, "Сосед хвастался ружьём без документов.", language="ru")
    with frozen(end - timedelta(days=44)):
        tips.desk.note_opened(actor=duty, number=number)
        tips.desk.close(
            actor=duty, number=number, outcome=Outcome.NOT_ENOUGH,
            text="Без города и улицы мы не можем проверить. Напишите ещё, если узнаете больше.")


def _talk(end: datetime, region_id: int, duty: Actor) -> None:
    """A confidential one about violence at home, under way: the contact was never opened."""
    with frozen(end - timedelta(days=2)):
        number, _secret = _send(
            region_id, Topic.VIOLENCE, "Жоғарғы қабаттағы әйелдің айқайы апта сайын естіледі, балалары бар. "
            "Ол өзі шағымданудан қорқады.", contact="+7 700 000 00 00, түскі үзілісте ғана")
    with frozen(end - timedelta(days=1, hours=20)):
        tips.desk.note_opened(actor=duty, number=number)
        tips.desk.reply(
            actor=duty, number=number,
            text="Рақмет. Ол кісіге ештеңе айтпаңыз. Айқай қай күндері, қай сағатта естілетінін жаза аласыз ба?")


def _waiting(end: datetime, region_id: int) -> None:
    """Two that wait to be read."""
    with frozen(end - timedelta(hours=5)):
        _send(region_id, Topic.INTOLERANCE, "Дүкен қабырғасына бір ұлтты қорлайтын жазу пайда болды, екінші рет.")
    with frozen(end - timedelta(hours=30)):
        _send(region_id, Topic.CRIME, "Слышал, как двое договаривались поджечь склад на рынке.", language="ru")
