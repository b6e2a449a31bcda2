"""Two emergency openings of the last days: one judged, one that waits for its verdict on the day of the head."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from senim.breakglass import api as breakglass
from senim.breakglass.api import Ground
from senim.demo.acting import on
from senim.demo.geography import DISTRICT
from senim.demo.models import Step
from senim.demo.people import DEMO_BEAT
from senim.kernel import duties, ids
from senim.kernel.clock import frozen, local
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor, Role
from senim.staff import api as staff
from senim.territory import api as territory

FIRST = (
    "Көрші учаскеден әйел шақырды, есік жабық, іште айқай. Бұрын не жазғанын білу керек: қару, балалар бар ма (сынақ)."
)
SECOND = "Мектеп алдында бір бала адасып жүр, өтініш нөмірін айтты, жүргізуші телефонды көтермеді (сынақ)."
VERDICT = "Кезекшінің жазбасымен салыстырдым: шақыру болған, наряд жеті минутта жетті. Ашу керек еді (сынақ)."


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:  # noqa: ARG001 - officers act
    """By the inspector of the demonstration, of appeals that lie on the desks of the neighbours."""
    done = 0
    with frozen(step.end - timedelta(days=2)):
        row = _opened(step, Ground.LIFE, FIRST)
    if row is not None:
        done += 1
        with frozen(step.end - timedelta(days=1)):
            head = staff.on_post(row.told)
            assert head is not None
            judge = Actor("staff", head, row.told, staff.scope_of(head))
            breakglass.review(actor=judge, opening_id=row.pk, justified=True, words=VERDICT)
    with frozen(step.end - timedelta(minutes=20)):
        done += _opened(step, Ground.CHILD, SECOND, after=row.number if row else "") is not None
    tell("breakglass", done, done)


def _opened(step: Step, ground: Ground, reason: str, after: str = "") -> breakglass.Opening | None:
    """The first appeal of a neighbour's desk that is closed to the inspector; None where there is none."""
    actor = on(Role.INSPECTOR, DEMO_BEAT, staff.holder_of)
    for number in _numbers([one for one in _posts() if one != actor.post_id], step):
        if number == after:
            continue
        try:
            return breakglass.open_record(
                actor=actor, token=ids.new_token(), kind="appeal", number=number, ground=ground, reason=reason)
        except Refused:
            continue
    return None


def _numbers(posts: list[int], step: Step) -> Iterator[str]:
    """Numbers of appeals that other inspectors owe an answer to."""
    for post in posts:
        account = staff.on_post(post)
        if account is not None:
            owed = duties.of(staff.scope_of(account), local(step.end).date())
            yield from (one.key.removeprefix("appeals:") for one in owed if one.key.startswith("appeals:"))


def _posts() -> list[int]:
    """Posts of inspectors of the district."""
    district = territory.area_by_code(DISTRICT)
    assert district is not None
    return sorted(staff.posts_of_role(Role.INSPECTOR, district.path))
