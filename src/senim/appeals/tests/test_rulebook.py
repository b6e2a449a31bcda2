"""The routing table changes by dated rows; two rules always stand; every process sees it within two seconds."""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from senim.appeals import routing, rule_words, rules
from senim.appeals.actions import rulebook as acts
from senim.appeals.actions.intake import register
from senim.appeals.domain import Target
from senim.appeals.models import Rule
from senim.appeals.report import random_secret
from senim.appeals.tests import world as worlds
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor
from senim.staff.api import testing

NOISE = {"category": ["order.noise_night"]}
NAME = Label("Шу", "Шум", "Noise")


def last():
    return rules.in_force(now())[-1].id


def noise_to_head(world, **changes):
    values = {"name": NAME, "conditions": NOISE, "target": Target.HEAD, "before": last(), **changes}
    return acts.add_rule(actor=world.actor("admin"), **values)


def registered():
    return register(Actor.citizen(), worlds.report(), random_secret())


def test_a_new_rule_decides_what_comes_next_and_not_what_came(world):
    before = registered()
    rule = noise_to_head(world)
    after = registered()
    before.refresh_from_db()
    assert before.holder_id == world.posts["inspector"].pk
    assert (after.holder_id, after.route["rule"]) == (world.posts["head"].pk, rule.pk)
    assert after.rules_version != before.rules_version
    assert AuditEvent.objects.get(action="appeals.rule_added").data["conditions"] == NOISE


def test_a_rule_may_begin_and_end_later(world, frozen_clock):
    rule = noise_to_head(world, starts_at=now() + timedelta(days=1))
    assert rule.pk not in [one.id for one in rules.in_force(now())]
    frozen_clock.move(days=1, minutes=1)
    assert rule.pk in [one.id for one in rules.in_force(now())]
    acts.end_rule(actor=world.actor("admin"), rule_id=rule.pk, ends_at=now() + timedelta(days=1))
    assert rule.pk in [one.id for one in rules.in_force(now())]
    frozen_clock.move(days=1)
    assert rule.pk not in [one.id for one in rules.in_force(now())]
    with pytest.raises(Refused):
        acts.end_rule(actor=world.actor("admin"), rule_id=rule.pk)


def test_a_rule_that_ended_before_it_began_never_was(world, frozen_clock):
    rule = noise_to_head(world, starts_at=now() + timedelta(days=3))
    acts.end_rule(actor=world.actor("admin"), rule_id=rule.pk)
    frozen_clock.move(days=4)
    assert rule.pk not in [one.id for one in rules.in_force(now())]


def table_at(at):
    """What the database says was in force, past the cache."""
    rows = Rule.objects.order_by("order", "pk")
    return [
        (row.order, row.name["en"], row.target)
        for row in rows
        if row.valid_from <= at and (row.valid_to is None or at < row.valid_to)
    ]


def test_the_order_changes_by_new_rows_and_the_past_stays(world, frozen_clock):
    rule = noise_to_head(world)
    frozen_clock.move(hours=1)
    past, stood = now(), table_at(now())
    frozen_clock.move(hours=1)
    moved = acts.move_rule(actor=world.actor("admin"), rule_id=rule.pk, up=True)
    assert table_at(past) == stood
    names = [name for _order, name, _target in table_at(now())]
    assert names.index("Noise") == [name for _order, name, _target in stood].index("Noise") - 1
    assert sorted(names) == sorted(name for _order, name, _target in stood)
    assert moved.pk != rule.pk
    with pytest.raises(Refused):
        acts.move_rule(actor=world.actor("admin"), rule_id=rule.pk, up=True)


@pytest.mark.parametrize("place", [0, -1])
def test_two_rules_can_be_neither_ended_nor_moved_nor_overtaken(world, place):
    admin, rule = world.actor("admin"), rules.in_force(now())[place]
    for act in (
        lambda: acts.end_rule(actor=admin, rule_id=rule.id),
        lambda: acts.move_rule(actor=admin, rule_id=rule.id, up=True),
        lambda: acts.move_rule(actor=admin, rule_id=rule.id, up=False),
    ):
        with pytest.raises(Refused):
            act()
    neighbour = rules.in_force(now())[1 if place == 0 else -2]
    with pytest.raises(Refused):
        acts.move_rule(actor=admin, rule_id=neighbour.id, up=place == 0)
    if place == 0:
        with pytest.raises(Refused):
            noise_to_head(world, before=rule.id)


def test_a_rule_without_conditions_is_refused(world):
    with pytest.raises(Refused):
        noise_to_head(world, conditions={})
    for wrong in ({"conditions": {"about_officer": False}}, {"target": Target.SUPERIOR}, {"conditions": {"age": 3}}):
        with pytest.raises(ValueError, match="no such rule"):
            noise_to_head(world, **wrong)


@pytest.mark.parametrize("name", ["head", "inspector", "duty", "auditor"])
def test_nobody_else_changes_the_table(world, name):
    with pytest.raises(NotYours):
        acts.add_rule(actor=world.actor(name), name=NAME, conditions=NOISE, target=Target.HEAD, before=last())
    with pytest.raises(NotYours):
        acts.end_rule(actor=world.actor(name), rule_id=rules.in_force(now())[1].id)


def test_however_many_are_put_in_one_place_the_order_holds(world, frozen_clock):
    first_of_all = rules.in_force(now())[0].id
    for number in range(12):
        frozen_clock.move(minutes=1)
        noise_to_head(world, before=rules.in_force(now())[1].id, name=Label("а", "а", f"rule {number}"))
    rows = rules.in_force(now())
    assert [one.name.en for one in rows[1:13]] == [f"rule {number}" for number in reversed(range(12))]
    assert rows[0].id == first_of_all and rows[-1].conditions == {}
    assert len({one.order for one in rows}) == len(rows)


def test_a_complaint_about_an_officer_goes_past_every_new_rule(world):
    noise_to_head(world, conditions={"category": ["officer.rude"]}, target=Target.INSPECTOR)
    complaint = register(
        Actor.citizen(),
        worlds.report(category="officer.rude", kind="complaint", about="beat_inspector"),
        random_secret(),
    )
    assert complaint.holder_id == world.posts["head"].pk


# --- words ------------------------------------------------------------------------------------

SAMPLES = {
    "category": NOISE["category"],
    "group": ["order", "road"],
    "kind": ["signal"],
    "hours": [22, 7],
    **dict.fromkeys(rule_words.FLAGS, True),
}


def test_every_condition_has_words_in_three_languages():
    assert SAMPLES.keys() == set(routing.CONDITIONS)
    for name, value in SAMPLES.items():
        said = {rule_words.phrase(name, value, language) for language in Label._fields}
        assert len(said) == 3 and all(said), name


@given(st.dictionaries(st.sampled_from(sorted(rule_words.FLAGS)), st.booleans()))
def test_yes_and_no_are_told_apart(conditions):
    turned = {name: not value for name, value in conditions.items()}
    said = rule_words.in_words(conditions, Target.DUTY, "kk")
    assert (said == rule_words.in_words(turned, Target.DUTY, "kk")) is (not conditions)


def test_a_rule_reads_as_a_person_would_say_it():
    said = rule_words.in_words({**NOISE, "hours": [22, 7], "holiday": True}, Target.DUTY, "ru")
    assert said.startswith("Категория: ") and "22:00–07:00" in said and said.endswith("→ Дежурная часть")


# --- the pages --------------------------------------------------------------------------------


@pytest.fixture
def admin(world, client):
    testing.sign_in(client, world.people["admin"])
    return client


def sent(**changes):
    values = {
        "target": "head",
        "category": "order.noise_night",
        "hours_from": "22",
        "hours_to": "7",
        "before": str(last()),
        **changes,
    }
    return {name: value for name, value in values.items() if value != ""}


@pytest.mark.parametrize("name", ["admin", "head", "inspector", "auditor"])
def test_who_may_open_the_pages(world, client, name):
    testing.sign_in(client, world.people[name])
    rule = rules.in_force(now())[1].id
    may = name == "admin"
    for address in ("appeals:rulebook", "appeals:add_rule"):
        assert client.get(reverse(address)).status_code == (200 if may else 403)
    assert client.get(reverse("appeals:end_rule", args=[rule])).status_code == (200 if may else 403)
    assert client.post(reverse("appeals:move_rule", args=[rule]), {"way": "down"}).status_code == (302 if may else 403)
    reads = client.get(reverse("appeals:rules"))
    assert reads.status_code == 200 and (reverse("appeals:rulebook") in reads.content.decode()) is may


def test_a_rule_is_read_in_words_before_it_stands(admin, world):
    shown = admin.post(reverse("appeals:add_rule"), sent())
    assert shown.status_code == 200 and "22:00–07:00" in shown.context["words"]
    assert not Rule.objects.filter(conditions__hours=[22, 7], target="head").exists()
    assert admin.post(reverse("appeals:add_rule"), sent(sure="yes")).status_code == 302
    rule = Rule.objects.get(target="head")
    assert rule.conditions == {"category": ["order.noise_night"], "hours": [22, 7]}
    assert all("22:00–07:00" in rule.name[language] for language in Label._fields)
    assert admin.post(reverse("appeals:end_rule", args=[rule.pk]), {}).status_code == 302
    assert "22:00–07:00" in admin.get(reverse("appeals:rulebook")).content.decode()
    assert admin.get(reverse("appeals:end_rule", args=[rule.pk])).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"category": "", "hours_from": "", "hours_to": ""},
        {"hours_to": ""},
        {"hours_to": "22"},
        {"hours_from": "24"},
        {"target": "superior"},
        {"category": "no.such"},
        {"before": "1"},
        {"starts_on": "2026-05-11"},
        {"danger": "perhaps"},
    ],
)
def test_what_is_no_rule_is_a_sentence(admin, changes):
    count = Rule.objects.count()
    assert admin.post(reverse("appeals:add_rule"), sent(sure="yes", **changes)).status_code == 422
    assert Rule.objects.count() == count


def test_the_guarded_rules_show_no_steps(admin):
    rows = admin.get(reverse("appeals:rulebook")).context["rows"]
    assert [row["guarded"] for row in rows] == [True, *[False] * (len(rows) - 2), True]
    assert not rows[1]["may_rise"] and rows[1]["may_sink"] and not rows[-2]["may_sink"]
    guarded = rows[0]["rule"].pk
    assert admin.post(reverse("appeals:end_rule", args=[guarded]), {}).status_code == 422
    assert admin.post(reverse("appeals:move_rule", args=[guarded]), {"way": "down"}).status_code == 302
    assert rules.in_force(now())[0].id == guarded


# --- every process ----------------------------------------------------------------------------

CHILD = """
import json, os, sys
import django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", sys.argv[1])
django.setup()
from django.db import connections
connections["default"].settings_dict["NAME"] = connections.databases["default"]["NAME"] = sys.argv[2]
from senim.appeals import rules
from senim.kernel.clock import now
for line in sys.stdin:
    print(json.dumps([rule.id for rule in rules.in_force(now())]), flush=True)
"""


@pytest.fixture
def other(transactional_db, tmp_path):
    """Another process on the same database; an SQLite database in memory is copied to a file for it."""
    old, memory = connection.settings_dict["NAME"], None
    if connection.vendor == "sqlite" and "memory" in str(old):
        import sqlite3

        connection.ensure_connection()
        with sqlite3.connect(tmp_path / "shared.sqlite3") as copy:
            connection.connection.backup(copy)
        copy.close()
        memory, connection.connection = connection.connection, None
        connection.settings_dict["NAME"] = str(tmp_path / "shared.sqlite3")
    root = Path(__file__).resolve().parents[3]
    words = [sys.executable, "-c", CHILD, os.environ.get("DJANGO_SETTINGS_MODULE", "senim.config.settings")]
    process = subprocess.Popen(
        [*words, str(connection.settings_dict["NAME"])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])},
    )

    def sees():
        process.stdin.write("?\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield sees
    process.stdin.close()
    process.wait(10)
    process.stdout.close()
    if memory is not None:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = memory, old


@pytest.mark.thorough
def test_another_process_sees_a_rule_come_and_go_within_two_seconds(other):
    account, post = testing.make_officer(worlds.Role.ADMIN)
    actor = testing.actor_for(account, post)
    before = other()
    assert before == [rule.id for rule in rules.in_force(now())]
    rule = acts.add_rule(actor=actor, name=NAME, conditions=NOISE, target=Target.HEAD, before=before[-1])
    within_two_seconds(other, lambda ids: rule.pk in ids)
    acts.end_rule(actor=actor, rule_id=rule.pk)
    within_two_seconds(other, lambda ids: rule.pk not in ids)


def within_two_seconds(other, holds):
    end = time.monotonic() + 2.0
    while not holds(other()):
        assert time.monotonic() < end
        time.sleep(0.05)
