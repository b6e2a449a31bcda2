"""A duty names the card that helps with it; what was ticked keeps the duty's key."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse
from django.utils.html import escape

from senim.cabinet.tests import made
from senim.knowledge.models import Run
from senim.staff import testing as staff


def test_a_duty_leads_to_its_card_and_the_record_keeps_the_duty(world: Any, client: Any) -> None:
    appeal = made.appeal()
    staff.sign_in(client, world.people["inspector"])
    card = f"{reverse('knowledge:card', args=['contact'])}?about=appeals:{appeal.number}"
    assert card not in client.get(reverse("cabinet:day")).content.decode(), "a later day is shown in short"
    assert card in client.get(reverse("cabinet:day"), {"all": "1"}).content.decode()
    visit = client.get(reverse("cabinet:new_visit"), {"duty": f"appeals:{appeal.number}"})
    assert card in visit.content.decode()
    page = client.get(card).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    client.post(reverse("knowledge:begin", args=["contact"]), {**hidden, "step": "introduce"})
    run = Run.objects.get()
    assert run.about == f"appeals:{appeal.number}"
    shown = client.get(reverse("knowledge:run", args=[run.pk]))
    assert shown.context["about"] and escape(shown.context["about"]) in shown.content.decode()
    foreign = made.appeal(lon=70.035)
    other = client.get(f"{reverse('knowledge:card', args=['contact'])}?about=appeals:{foreign.number}")
    assert other.context["gone"] and 'name="about" value=""' in other.content.decode()


def test_whoever_looks_on_from_above_sees_no_links(world: Any, client: Any) -> None:
    made.appeal()
    staff.sign_in(client, world.people["head"])
    page = client.get(reverse("cabinet:day"), {"post": world.posts["inspector"].pk}).content.decode()
    assert "?about=appeals:" not in page
