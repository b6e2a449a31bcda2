"""Tables of the territory: areas, their boundaries and members in time, streets, addresses, points, imports.

Periods are half-open days: valid from `valid_from` (included) to `valid_to` (not included; none = until further
notice). An empty period (`valid_to` = `valid_from`) is a version that was corrected before it began to count; it stays
for those who already refer to it. Migration 0002 forbids overlapping periods in the database itself.
"""

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, OPEN
from senim.kernel.fields import KeyField
from senim.territory.domain import ImportKind, ImportState, Level, PointKind, Why


def _values(enum: type) -> list[str]:
    return [str(member) for member in enum]  # type: ignore[attr-defined]


def _choices(enum: type) -> list[tuple[str, str]]:
    # Values without labels: labels are translated in senim.territory.labels and never frozen into a migration.
    return [(value, value) for value in _values(enum)]


def _period() -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))


def _on_earth() -> Q:
    # Both or neither: a comparison with nothing would let a half place pass.
    return Q(lon__isnull=False, lat__isnull=False, lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90)


class Area(models.Model):
    """A piece of the country: a KATO unit or a beat, the piece that one inspector serves."""

    CLASSES = dict.fromkeys(
        ("id", "code", "level", "parent", "path", "name_kk", "name_ru", "name_en", "population", "population_on",
         "closed_on"), OPEN)

    code = models.CharField(max_length=24)
    level = models.CharField(max_length=16, choices=_choices(Level))
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    #: Ids from the root to the area itself: "/1/19/203/". Empty only inside the transaction that makes the row.
    path = KeyField(max_length=120, default="", blank=True)
    name_kk = models.CharField(max_length=160)
    name_ru = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, default="", blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="area_code_once"),
            models.UniqueConstraint(fields=["path"], condition=~Q(path=""), name="area_path_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name_kk="") & ~Q(name_ru=""), name="area_is_named"),
            models.CheckConstraint(condition=Q(level__in=_values(Level)), name="area_level"),
            models.CheckConstraint(condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="area_not_own_parent"),
            models.CheckConstraint(
                condition=~Q(level="country") | Q(parent__isnull=True), name="area_country_is_root"),
        ]
        indexes = [models.Index(fields=["parent", "id"], name="area_by_parent")]

    def __str__(self) -> str:
        return f"{self.code} {self.name_kk}"


class Boundary(models.Model):
    """Where an area lay in a period. A row's geometry never changes: a moved boundary is a new row."""

    CLASSES = dict.fromkeys(
        ("id", "area", "geometry", "valid_from", "valid_to", "source", "digest", "area_m2", "note", "created_at",
         "run"), OPEN)

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="boundaries")
    #: GeoJSON geometry, Polygon or MultiPolygon, WGS84 longitude and latitude in degrees.
    geometry = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, default="", blank=True)
    #: SHA-256 of the normalised geometry: the same shape imported again is recognised by it.
    digest = models.CharField(max_length=64)
    area_m2 = models.FloatField()
    #: Code of what was mended at import, if anything.
    note = models.CharField(max_length=60, default="", blank=True)
    created_at = models.DateTimeField()
    run = models.ForeignKey("ImportRun", null=True, blank=True, on_delete=models.SET_NULL, related_name="boundaries")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_period(), name="boundary_period"),
            models.CheckConstraint(condition=Q(area_m2__gt=0), name="boundary_has_area"),
            models.UniqueConstraint(fields=["area"], condition=Q(valid_to__isnull=True), name="boundary_one_open"),
        ]


class BeatMember(models.Model):
    """A rural district or settlement that belongs to a beat in a period: one inspector may serve several."""

    CLASSES = dict.fromkeys(("id", "beat", "member", "valid_from", "valid_to"), OPEN)

    beat = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="memberships")
    member = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="member_of")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_period(), name="member_period"),
            models.CheckConstraint(condition=~Q(beat=F("member")), name="member_not_itself"),
            models.UniqueConstraint(fields=["member"], condition=Q(valid_to__isnull=True), name="member_one_open"),
        ]
        indexes = [models.Index(fields=["beat"], name="member_by_beat")]


class Street(models.Model):
    """A street of a settlement. Streets without a name are kept for the map alone."""

    CLASSES = dict.fromkeys(("id", "area", "name_kk", "name_ru", "other_names", "key", "rank", "geometry"), OPEN)

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="streets")
    name_kk = models.CharField(max_length=160, default="", blank=True)
    name_ru = models.CharField(max_length=160, default="", blank=True)
    #: Former and colloquial names, so that an old name still finds the street.
    other_names = models.JSONField(default=list, blank=True)
    key = KeyField(max_length=200)
    #: 1 main road, 2 street, 3 lane or yard: what the map draws first.
    rank = models.PositiveSmallIntegerField(default=2)
    #: GeoJSON MultiLineString, or empty.
    geometry = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "key"], name="street_once_in_area"),
            models.CheckConstraint(condition=Q(rank__gte=1, rank__lte=3), name="street_rank"),
            models.CheckConstraint(condition=~Q(key=""), name="street_has_key"),
        ]

    def __str__(self) -> str:
        return self.name_kk or self.name_ru


class StreetWord(models.Model):
    """One word by which a street is found, folded so that Kazakh and Russian keyboards meet."""

    CLASSES = dict.fromkeys(("id", "street", "word"), OPEN)

    street = models.ForeignKey(Street, on_delete=models.CASCADE, related_name="words")
    word = KeyField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "street"], name="street_word_once")]


class Address(models.Model):
    """A house. Its beat follows from its coordinates today; `area` serves where there are none."""

    CLASSES = dict.fromkeys(("id", "street", "house", "house_key", "lon", "lat", "area"), OPEN)

    street = models.ForeignKey(Street, on_delete=models.PROTECT, related_name="addresses")
    house = models.CharField(max_length=24)
    house_key = KeyField(max_length=24)
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="addresses")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street", "house_key"], name="address_once"),
            models.CheckConstraint(condition=~Q(house_key=""), name="address_has_house"),
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True) | _on_earth(), name="address_on_earth"),
            models.CheckConstraint(
                condition=Q(area__isnull=False) | Q(lon__isnull=False), name="address_has_place"),
        ]


class Point(models.Model):
    """Where the police can be found: a neighbourhood point, a modular post, a station."""

    CLASSES = dict.fromkeys(
        ("id", "code", "kind", "name_kk", "name_ru", "name_en", "lon", "lat", "address_kk", "address_ru", "phone",
         "hours", "area", "active"), OPEN)

    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=16, choices=_choices(PointKind))
    name_kk = models.CharField(max_length=160)
    name_ru = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, default="", blank=True)
    lon = models.FloatField()
    lat = models.FloatField()
    address_kk = models.CharField(max_length=200, default="", blank=True)
    address_ru = models.CharField(max_length=200, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    #: {"mon": [["09:00", "13:00"], ...], ...}, Kazakhstan's clock; {"always": true} for round the clock.
    hours = models.JSONField(default=dict, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="points")
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="point_code_once"),
            models.CheckConstraint(condition=Q(kind__in=_values(PointKind)), name="point_kind"),
            models.CheckConstraint(condition=_on_earth(), name="point_on_earth"),
        ]

    def __str__(self) -> str:
        return self.code


class ImportRun(models.Model):
    """One file on its way in: what was read, what it would change, what was wrong, who applied it and when."""

    CLASSES = dict.fromkeys(
        ("id", "kind", "level", "valid_from", "source", "options", "file_name", "sha256", "content", "state",
         "phase_total", "phase_done", "counts", "errors", "error_count", "notes", "started_by", "created_at",
         "checked_at", "finished_at"), INTERNAL)

    kind = models.CharField(max_length=12, choices=_choices(ImportKind))
    level = models.CharField(max_length=16, default="", blank=True)
    valid_from = models.DateField()
    source = models.CharField(max_length=200, default="", blank=True)
    #: See `importing.plan.Options.stored`.
    options = models.JSONField(default=dict, blank=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    #: The file itself, compressed, while it waits to be applied; emptied afterwards.
    content = models.BinaryField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=_choices(ImportState), default="waiting")
    phase_total = models.PositiveIntegerField(default=0)
    phase_done = models.PositiveIntegerField(default=0)
    #: {"new": n, "changed": n, "same": n, "closed": n}
    counts = models.JSONField(default=dict, blank=True)
    #: [[row, code, {params}], ...]: the first thousand; sentences are made in the reader's language.
    errors = models.JSONField(default=list, blank=True)
    error_count = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list, blank=True)
    started_by = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=_values(ImportKind)), name="import_kind"),
            models.CheckConstraint(condition=Q(state__in=_values(ImportState)), name="import_state"),
        ]
        indexes = [models.Index(fields=["-created_at"], name="import_latest")]


class Miss(models.Model):
    """Where people pointed and no single beat answered: squares of about 100 metres, never the point itself."""

    CLASSES = dict.fromkeys(("id", "x", "y", "why", "path", "times", "first_at", "last_at"), INTERNAL)

    #: Thousandths of a degree, rounded down.
    x = models.IntegerField()
    y = models.IntegerField()
    why = models.CharField(max_length=8, choices=_choices(Why))
    path = KeyField(max_length=120, default="", blank=True)
    times = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["x", "y", "why"], name="miss_square_once"),
            models.CheckConstraint(condition=Q(why__in=_values(Why)), name="miss_why"),
        ]
