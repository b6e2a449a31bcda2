"""Tables of walking distance: what was observed of a point, by what it is measured, one computation and its ways."""

from django.db import models
from django.db.models import Q

from senim.kernel.classify import INTERNAL, OPEN
from senim.kernel.fields import KeyField
from senim.reach.domain import Candidates, Code, State, Work


def _choices(enum: type) -> list[tuple[str, str]]:
    return [(str(one), str(one)) for one in enum]  # type: ignore[attr-defined]


class Condition(models.Model):
    """What somebody found at a point on a day: its state and its equipment. A new look is a new row."""

    CLASSES = {
        **dict.fromkeys(("id", "point", "state", "equipment", "note", "since"), OPEN),
        **dict.fromkeys(("recorded_at", "account_id", "post_id"), INTERNAL),
    }

    point = models.ForeignKey("territory.Point", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=_choices(State))
    #: {"computers": 3, ...}, codes of `domain.EQUIPMENT`.
    equipment = models.JSONField(default=dict, blank=True)
    #: A sentence for residents: why it is closed, where the door is meanwhile.
    note = models.CharField(max_length=300, default="", blank=True)
    since = models.DateField()
    recorded_at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True, blank=True)
    post_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=[str(one) for one in State]), name="reach_state")]
        indexes = [models.Index(fields=["point", "-id"], name="condition_latest")]


class Yardstick(models.Model):
    """A value by which metres become minutes, from a day on, with its source."""

    CLASSES = {
        **dict.fromkeys(("id", "code", "value", "source", "valid_from"), OPEN),
        **dict.fromkeys(("set_at", "account_id"), INTERNAL),
    }

    code = models.CharField(max_length=8, choices=_choices(Code))
    value = models.FloatField()
    source = models.CharField(max_length=400)
    valid_from = models.DateField()
    set_at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(value__gt=0) & ~Q(source=""), name="yardstick_sourced")]


class Run(models.Model):
    """One computation of all ways, of the ground as it was. digest: of everything that went in."""

    CLASSES = dict.fromkeys(
        ("id", "state", "digest", "territory_version", "own_version", "day", "parameters", "counts", "shares", "table",
         "started_at", "ended_at"), INTERNAL)

    state = models.CharField(max_length=8, choices=_choices(Work), default="running")
    digest = models.CharField(max_length=64, default="", blank=True)
    territory_version = models.BigIntegerField()
    own_version = models.BigIntegerField()
    day = models.DateField()
    #: {"pace": 75.0, "slow": 56.6, "detour": 1.3}
    parameters = models.JSONField(default=dict)
    #: {"houses", "unplaced", "points", "nodes", "km", "seconds"}
    counts = models.JSONField(default=dict)
    #: {"area id": [houses, [near 5, 10, 15], [slow 5, 10, 15], by streets, metres]}
    shares = models.JSONField(default=dict)
    #: The streets with the nearest points of each piece of them, for `streets.Table`.
    table = models.BinaryField(null=True, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-id"], name="reach_run_latest")]


class Walk(models.Model):
    """The nearest points of a house in a run. metres: to the nearest; near: [[point id, metres, over streets], ...]."""

    CLASSES = dict.fromkeys(("id", "run", "address", "beat", "metres", "near"), OPEN)

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="walks")
    address = models.ForeignKey("territory.Address", on_delete=models.CASCADE, related_name="+", db_index=False)
    beat = models.ForeignKey("territory.Area", null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    metres = models.FloatField()
    near = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "run"], name="walk_once")]


class Scenario(models.Model):
    """Where new posts would help most: a question of somebody and its answer. A scenario, never a decision."""

    CLASSES = dict.fromkeys(
        ("id", "area", "area_path", "posts", "candidates", "lots", "state", "result", "account_id", "post_id",
         "created_at", "ended_at"), INTERNAL)

    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+")
    area_path = KeyField(max_length=120)
    posts = models.PositiveSmallIntegerField()
    candidates = models.CharField(max_length=8, choices=_choices(Candidates))
    #: [[name, lon, lat], ...]
    lots = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=8, choices=_choices(Work), default="queued")
    result = models.JSONField(default=dict, blank=True)
    account_id = models.BigIntegerField(null=True, blank=True)
    post_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(posts__gte=1), name="scenario_posts")]
        indexes = [models.Index(fields=["area_path", "-id"], name="scenario_by_area")]
