"""A second person, the password, what goes stale, who left meanwhile, days that cannot be, the pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.kernel import clock
from senim.kernel.errors import NotYours, Refused
from senim.rehearsal import actions
from senim.rehearsal.domain import State
from senim.rehearsal.models import Change
from senim.rehearsal.tests import world as made
from senim.rehearsal.tests.conftest import TUESDAY
from senim.rehearsal.tests.world import EAST, WEST, appeal, apply, ask, asked, draw, file, refused
from senim.staff import testing
from senim.staff.actions import dismiss
from senim.territory.models import Boundary
from senim.territory.tests import make

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = date(2026, 5, 12), date(2026, 5, 13)


def address(name: str, *args: Any, language: str = "kk") -> str:
    with translation.override(language):
        return reverse(f"rehearsal:{name}", args=args)


def test_only_a_second_person_with_the_password_applies_it(on: Any) -> None:
    row = draw(on, who="head")
    own = refused(lambda: apply(on, row, "head"))
    assert own.code == "own" and "екінші адам" in str(own)
    for name in set(on.people) - {"head", "department", "admin"}:
        with pytest.raises(NotYours):
            apply(on, row, name)
    assert refused(lambda: apply(on, row, "department", holds=False)).code == "password"
    assert Change.objects.get(pk=row.pk).state == State.READY and not Boundary.objects.filter(run__isnull=False)
    assert apply(on, row, "department").applied_by == on.people["department"].pk
    assert refused(lambda: apply(on, row, "admin")).code == "closed"
    for verb in (actions.withdraw, actions.rehearse):
        assert refused(lambda verb=verb: verb(actor=on.actor("head"), change_id=row.pk)).code == "closed"


def test_a_rehearsal_goes_stale_with_what_it_stood_on(on: Any) -> None:
    area, row = on.areas["district"], draw(on)

    def moves(what: str, act: Any) -> None:
        with transaction.atomic():
            act()
            stale = refused(lambda: apply(on, row))
            assert stale.code == "stale" and what in str(stale), what
            fresh = actions.execute(change_id=actions.rehearse(actor=on.actor("head"), change_id=row.pk).pk)
            assert fresh.state == State.READY
            transaction.set_rollback(True)
        make.moved()
        actions.rehearse(actor=on.actor("head"), change_id=row.pk)
        actions.execute(change_id=row.pk)

    moves("аумақ", make.moved)
    moves("өтініштер", lambda: appeal(70.005, 50.005, 3))
    moves("қызметкерлер", lambda: testing.make_officer(area_ids=(area.pk,)))
    far = make.area("district", on.areas["region"])
    actions.execute(change_id=actions.rehearse(actor=on.actor("head"), change_id=row.pk).pk)
    testing.make_officer(area_ids=(far.pk,))
    assert apply(on, row).state == State.APPLIED, "what happens elsewhere is not its matter"


def test_who_left_and_days_that_cannot_be(on: Any) -> None:
    area = on.areas["district"].pk
    for days, code in (
        ({"starts_on": TODAY - timedelta(days=1)}, "day_past"),
        ({"starts_on": TODAY + timedelta(days=400)}, "day_far"),
        ({"since": TODAY - timedelta(days=3), "until": TODAY - timedelta(days=4)}, "period_order"),
        ({"until": TODAY}, "period_future"),
        ({"since": date(2010, 1, 1)}, "period_long"),
    ):
        before = Change.objects.count()
        assert refused(lambda days=days: asked(on, on.actor("head"), **days)).code == code
        assert Change.objects.count() == before
    nothing = draw(on, since=date(2025, 1, 1), until=date(2025, 2, 1))
    assert nothing.state == State.REFUSED and "Басқа кезеңді" in nothing.result["refusal"][0]
    with pytest.raises(Refused) as unreadable:
        actions.draw(actor=on.actor("head"), area_id=area, content=b"\x1f\x8b\x00", file_name="", ask=ask())
    assert unreadable.value.code == "not_text"
    row = draw(on)
    with clock.frozen(TUESDAY + timedelta(days=3)):
        assert refused(lambda: apply(on, row)).code == "day_past"
        later = ask(starts_on=date(2026, 5, 20), since=date(2026, 4, 1), until=TODAY)
        with pytest.raises(NotYours):
            actions.amend(actor=on.actor("head"), change_id=row.pk, ask=later)
        row = actions.execute(change_id=actions.amend(actor=on.actor("analyst"), change_id=row.pk, ask=later).pk)
        assert row.state == State.READY and row.content, "nothing of it is lost"
        assert refused(lambda: actions.take_over(actor=on.actor("head"), change_id=row.pk)).code == "author_stays"
        dismiss(actor=on.actor("admin"), account_id=on.people["analyst"].pk)
        assert refused(lambda: apply(on, row)).code == "author_left"
        actions.take_over(actor=on.actor("department"), change_id=row.pk)
        actions.execute(change_id=actions.rehearse(actor=on.actor("head"), change_id=row.pk).pk)
        assert apply(on, row).state == State.APPLIED
    # Whoever would get the beat leaves between the rehearsal and the second look.
    with clock.frozen(TUESDAY):
        given = actions.execute(change_id=made.assigned(on, on.actor("department"), starts_on=date(2026, 6, 1)).pk)
        dismiss(actor=on.actor("admin"), account_id=on.people["other"].pk)
        assert refused(lambda: apply(on, given)).code == "stale"
        again = actions.execute(change_id=actions.rehearse(actor=on.actor("head"), change_id=given.pk).pk)
        assert [code for code, _ in again.result["findings"]] == ["vacant"]
        assert refused(lambda: apply(on, again)).code == "blocked"


def test_the_pages_say_it_in_three_languages_and_few_questions(on: Any, client: Any) -> None:
    row = draw(on)
    testing.sign_in(client, on.people["head"])
    said = {"kk": "Сынау нәтижесі", "ru": "Что показала проверка", "en": "What the rehearsal found"}
    for language, words in said.items():
        page = client.get(address("change", row.pk, language=language)).content.decode()
        assert words in page and "<svg" in page and 'class="moved"' in page and "n = 17" in page
    for name, args, most in (("change", (row.pk,), 12), ("changes", (), 8), ("boundaries", (), 8)):
        client.get(address(name, *args))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(name, *args)).status_code == 200
        assert len(queries) <= most, (name, len(queries), [one["sql"][:90] for one in queries])
    given = {"password": "wrong one"}
    answer = client.post(address("apply", row.pk), given)
    assert answer.status_code == 422 and "Құпиясөз дұрыс емес" in answer.content.decode()
    codes = (on.areas["first"].code, on.areas["second"].code)
    form = {"area": on.areas["district"].pk, "starts_on": "2026-05-13", "since": "2026-04-01", "until": "2026-05-11",
            "reason": "Жүктеме"}
    upload = SimpleUploadedFile("b.geojson", file((codes[0], WEST), (codes[1], EAST)))
    drawn = client.post(address("boundaries"), {**form, "file": upload})
    assert drawn.status_code == 302, drawn.content.decode()[:3000]
    mine = Change.objects.latest("pk")
    page = client.get(drawn.url).content.decode()
    assert ("hx-trigger" in page and "progressbar" in page) or "progress" in page
    actions.execute(change_id=mine.pk)
    assert "Екінші адамды күтіп тұр" in client.get(drawn.url).content.decode()
    past = client.post(address("amend", mine.pk), {**form, "starts_on": "2026-05-01"})
    assert past.status_code == 422 and "Өткен күннен" in past.content.decode() and "Жүктеме" in past.content.decode()
    assert client.get(address("file", mine.pk)).json()["features"]
    beat = {f"beat_{on.areas['first'].pk}": on.posts["other"].pk}
    assert client.post(address("assign", form["area"]), {**form, **beat}).status_code == 302
    assert client.post(address("withdraw", mine.pk)).status_code == 302
    assert Change.objects.get(pk=mine.pk).state == State.WITHDRAWN
