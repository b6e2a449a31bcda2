"""Every action for every role on what is foreign, and two who press at once."""

import pytest

from senim.incidents import actions
from senim.incidents.domain import BatchState, Selection
from senim.incidents.models import Batch, Feed, Run
from senim.incidents.tests.world import SYSTEM, bring, csv, feed, row
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import PUBLIC, Actor

ROLES = ("department", "head", "duty", "operator", "inspector", "other", "juvenile", "prosecutor", "council",
         "ministry", "admin", "auditor", "akimat")
NAME = Label("а", "а", "a")


@pytest.fixture
def files(world):
    of = feed(world, area="country")
    applied = bring(of, row(1, "2026-05-01 10:00"))
    staged = actions.check(batch_id=actions.receive(
        actor=SYSTEM, feed=of, name="f", content=csv(row(2, "2026-05-01 10:00"))).pk)
    return world, of, applied, staged


def every_write(actor, of, applied, staged):
    return {
        "create_feed": lambda: actions.create_feed(actor=actor, code="x", name=NAME, area_path=of.area_path),
        "receive": lambda: actions.receive(actor=actor, feed=of, name="f", content=b"x"),
        "remap": lambda: actions.remap(actor=actor, batch=staged, columns={}, zone="Asia/Almaty"),
        "apply": lambda: actions.apply(actor=actor, batch_id=staged.pk),
        "withdraw": lambda: actions.withdraw(actor=actor, batch_id=applied.pk),
        "discard": lambda: actions.discard(actor=actor, batch_id=staged.pk),
        "classify": lambda: actions.classify(actor=actor, feed=of, raw="Theft", kind="fraud"),
        "weigh": lambda: actions.weigh(actor=actor, kind="theft", harm=1, source="s"),
        "add_kind": lambda: actions.add_kind(actor=actor, code="k", name=NAME),
    }


@pytest.mark.parametrize("name", [*ROLES, "analyst", "public"])
def test_nobody_writes_on_what_is_foreign(files, name):
    world, of, applied, staged = files
    actor = Actor("citizen", scope=PUBLIC) if name == "public" else world.actor(name)
    before = (Batch.objects.count(), Feed.objects.count(), AuditEvent.objects.count())
    writes = every_write(actor, of, applied, staged)
    if name == "analyst":  # the catalogue is every analyst's
        writes = {verb: act for verb, act in writes.items() if verb not in ("weigh", "add_kind")}
    for act in writes.values():
        with pytest.raises(NotYours):
            act()
    assert (Batch.objects.count(), Feed.objects.count(), AuditEvent.objects.count()) == before


@pytest.mark.parametrize("name", [one for one in ROLES if one not in ("head", "department")])
def test_an_analysis_is_run_and_stopped_only_by_readers(world, name):
    run = actions.start_run(actor=SYSTEM, method="scan", selection=Selection())
    with pytest.raises(NotYours):
        actions.start_run(actor=world.actor(name), method="scan", selection=Selection())
    with pytest.raises(NotYours):
        actions.cancel_run(actor=world.actor(name), run=run)
    assert Run.objects.count() == 1


def test_a_reader_of_another_area_starts_nothing_there(world):
    with pytest.raises(Refused) as refused:
        actions.start_run(actor=world.actor("analyst"), method="scan", selection=Selection(paths=("/999999/",)))
    assert refused.value.code == "nothing_selected"


def test_the_second_of_two_who_apply_is_refused(files):
    _world, _of, _applied, staged = files
    actions.apply(actor=SYSTEM, batch_id=staged.pk)
    with pytest.raises(Refused):
        actions.apply(actor=SYSTEM, batch_id=staged.pk)
    with pytest.raises(Refused):
        actions.discard(actor=SYSTEM, batch_id=staged.pk)
    staged.refresh_from_db()
    assert staged.state == BatchState.APPLIED


def test_every_write_is_in_the_log_without_a_personal_value(files):
    _world, of, applied, staged = files
    actions.apply(actor=SYSTEM, batch_id=staged.pk)
    actions.withdraw(actor=SYSTEM, batch_id=applied.pk)
    actions.classify(actor=SYSTEM, feed=of, raw="Theft", kind="fraud")
    actions.weigh(actor=SYSTEM, kind="theft", harm=61, source="committee")
    told = set(AuditEvent.objects.filter(action__startswith="incidents.").values_list("action", flat=True))
    assert told >= {"incidents.feed_created", "incidents.file_received", "incidents.file_applied",
                    "incidents.file_withdrawn", "incidents.classified", "incidents.weighed"}
