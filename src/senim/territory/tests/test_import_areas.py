"""Areas from files: planned before written, whole or not at all, the same twice without a change."""

import gzip
import json
from collections import defaultdict
from datetime import date

import numpy as np
import pytest
import shapely
from django.utils.translation import override
from shapely import box

from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor, Duty, Role, Scope
from senim.territory import actions, api
from senim.territory.domain import ImportKind, ImportState, Level
from senim.territory.importing import area_plan, places
from senim.territory.importing.issues import SENTENCES, sentence
from senim.territory.importing.plan import Options
from senim.territory.models import Area, BeatMember, Boundary, ImportRun
from senim.territory.tests import make

DAY = date(2024, 6, 8)
LATER = date(2025, 3, 1)


def feature(code, shape=None, **properties):
    geometry = None if shape is None else json.loads(shapely.to_geojson(shape)) if hasattr(shape, "area") else shape
    named = {"code": code, "name_kk": f"{code} атауы", **properties}
    return {"type": "Feature", "properties": named, "geometry": geometry}


def collection(*features, **extra):
    return json.dumps({"type": "FeatureCollection", "features": features, **extra}).encode()


def checked(content, valid_from=DAY, actor=None, **options):
    run = actions.receive(actor=actor or Actor.system(), kind=ImportKind.AREAS, name="a.geojson", content=content,
                          options=Options(valid_from=valid_from, **options))
    return actions.check(run_id=run.id)


def bring(content, valid_from=DAY, skip_bad=False, actor=None, **options):
    run = checked(content, valid_from, actor, **options)
    return actions.apply(actor=actor or Actor.system(), run_id=run.id, skip_bad=skip_bad)


def codes_of(run):
    return [(row, code) for row, code, _ in run.errors]


@pytest.fixture
def district(db):
    bring(collection(feature("350000000", box(70, 49, 76, 51), name_ru="Карагандинская область"),
                     feature("351000000", box(72, 49, 74, 50))))
    return Area.objects.get(code="351000000")


def test_regions_bring_their_country_and_districts_find_their_region(district):
    region = Area.objects.get(code="350000000")
    country = Area.objects.get(level=Level.COUNTRY)
    assert (region.parent, district.parent, district.level) == (country, region, Level.DISTRICT)
    assert district.path == f"/{country.id}/{region.id}/{district.id}/"
    assert (region.name_kk, region.name_ru) == ("350000000 атауы", "Карагандинская область")
    assert api.area_by_code("351000000").names[1] == "351000000 атауы", "the Kazakh name stands in for a missing one"
    assert api.locate(73.1, 49.8, DAY).district_id == district.id


def test_a_dry_run_changes_nothing_but_its_own_row(db):
    run = checked(collection(feature("350000000", box(70, 49, 76, 51))))
    assert (run.state, run.counts["new"], run.error_count) == (ImportState.CHECKED, 2, 0)
    assert not Area.objects.exists()


def test_the_same_file_twice_changes_nothing(district, django_assert_num_queries):
    content = collection(feature("351000000", box(72, 49, 74, 50)))
    version = api.version()
    run = bring(content, LATER)
    assert run.counts == {"new": 0, "changed": 0, "same": 1, "closed": 0}
    assert Boundary.objects.filter(area=district).count() == 1
    assert api.version() == version


def test_a_moved_boundary_becomes_a_new_dated_version(district):
    bring(collection(feature("351000000", box(72, 49, 73, 50))), LATER)
    old, new = Boundary.objects.filter(area=district).order_by("valid_from")
    assert (old.valid_from, old.valid_to, new.valid_from, new.valid_to) == (DAY, LATER, LATER, None)
    assert api.locate(73.5, 49.5, date(2025, 2, 28)).district_id == district.id
    assert api.locate(73.5, 49.5, LATER).district_id is None
    assert new.run.state == ImportState.DONE


def test_a_version_between_two_lasts_until_the_next(district):
    bring(collection(feature("351000000", box(72, 49, 73, 50))), LATER)
    between = date(2024, 12, 1)
    bring(collection(feature("351000000", box(72, 49, 73.5, 50))), between)
    spans = list(Boundary.objects.filter(area=district).order_by("valid_from").values_list("valid_from", "valid_to"))
    assert spans == [(DAY, between), (between, LATER), (LATER, None)]
    bring(collection(feature("351000000", box(72, 49, 72.5, 50))), date(2024, 1, 1))
    spans = list(Boundary.objects.filter(area=district).order_by("valid_from").values_list("valid_from", "valid_to"))
    assert spans[0] == (date(2024, 1, 1), DAY)


def test_a_correction_of_the_same_day_replaces_and_keeps_the_old_row(district):
    bring(collection(feature("351000000", box(72, 49, 73, 50))), DAY)
    spans = set(Boundary.objects.filter(area=district).values_list("valid_from", "valid_to"))
    assert spans == {(DAY, DAY), (DAY, None)}
    assert api.locate(73.5, 49.5, DAY).district_id is None


def test_nothing_is_half_done(district):
    bad = collection(feature("351100000", box(72, 49, 73, 50)), feature("", box(73, 49, 74, 50)))
    run = checked(bad)
    assert (run.state, codes_of(run)) == (ImportState.REFUSED, [(2, "no_code")])
    with pytest.raises(Refused) as refusal:
        actions.apply(actor=Actor.system(), run_id=run.id)
    assert refusal.value.code == "has_errors"
    assert not Area.objects.filter(code="351100000").exists()
    actions.apply(actor=Actor.system(), run_id=run.id, skip_bad=True)
    assert Area.objects.filter(code="351100000").exists(), "leaving out the bad rows is a choice that one can make"


def test_a_failure_while_writing_leaves_nothing(district, monkeypatch):
    def broken(*_args):
        raise OSError("disk full")

    monkeypatch.setattr(area_plan, "reshape", broken)
    run = checked(collection(feature("351100000", box(72, 49, 73, 50))))
    with pytest.raises(OSError, match="disk full"):
        actions.apply(actor=Actor.system(), run_id=run.id)
    assert not Area.objects.filter(code="351100000").exists()
    assert ImportRun.objects.get(id=run.id).state == ImportState.CHECKED


def test_a_file_is_not_applied_twice_nor_after_the_territory_moved(district, monkeypatch):
    run = bring(collection(feature("351100000", box(72, 49, 73, 50))))
    with pytest.raises(Refused):
        actions.apply(actor=Actor.system(), run_id=run.id)
    run = checked(collection(feature("351200000", box(72, 49, 73, 50))))
    numbers = iter((1, 2))
    monkeypatch.setattr(actions, "_number", lambda **_: next(numbers))
    with pytest.raises(Refused) as refusal:
        actions.apply(actor=Actor.system(), run_id=run.id)
    assert refusal.value.code == "territory_moved"


def test_a_file_left_behind_by_a_killed_process_is_checked_again(district):
    run = checked(collection(feature("351100000", box(72, 49, 73, 50))))
    for state in (ImportState.READING, ImportState.WRITING):
        ImportRun.objects.filter(id=run.id).update(state=state)
        with pytest.raises(Refused):
            actions.apply(actor=Actor.system(), run_id=run.id)
        assert actions.check(run_id=run.id).state == ImportState.CHECKED
    actions.apply(actor=Actor.system(), run_id=run.id)
    assert actions.check(run_id=run.id).state == ImportState.DONE, "what is applied stays applied"


def test_every_write_is_audited(district):
    actions_ = list(AuditEvent.objects.order_by("id").values_list("action", flat=True))
    assert actions_ == ["territory.import_received", "territory.import_applied"]


@pytest.mark.parametrize(("shape", "code"), [
    ({"type": "Point", "coordinates": [72, 49]}, "shape_kind"),
    ({"type": "Polygon", "coordinates": [[[72, 49], ["x", 50]]]}, "shape_broken"),
    ({"type": "Polygon", "coordinates": "nonsense"}, "shape_broken"),
    ({"type": "Polygon", "coordinates": [[[72, 49], [73, 49], [74, 49], [72, 49]]]}, "shape_empty"),
    ({"type": "Polygon", "coordinates": []}, "shape_empty"),
    (box(49, 72, 50, 74), "swapped"),
    (box(8_140_000, 6_400_000, 8_150_000, 6_410_000), "projected"),
    (box(-0.2, 51.4, 0.1, 51.6), "abroad"),
])
def test_wrong_shapes_say_what_is_wrong(district, shape, code):
    run = checked(collection(feature("351100000", shape)))
    assert codes_of(run) == [(1, code)]


def test_rows_that_name_no_area_above_lie_in_the_one_that_is_given(district):
    shape = box(72.1, 49.1, 72.2, 49.2)
    bring(collection(feature("B1", shape)), level="beat", area_code=district.code)
    assert Area.objects.get(code="B1").parent == district


def test_the_land_is_a_setting(district, settings):
    settings.TERRITORY_BOX = (-1.0, 51.0, 1.0, 52.0)
    there, abroad = box(-0.2, 51.4, 0.1, 51.6), box(72, 49, 73, 50)
    run = checked(collection(feature("351100000", there), feature("351600000", abroad)))
    assert codes_of(run) == [(2, "abroad")]


@pytest.mark.parametrize(("content", "code"), [
    (b"{not json", "not_json"), (b'{"type": "Feature"}', "not_features"), (b"[1, 2]", "not_features"),
    (collection(), "no_rows"), (b"", "no_rows"), (b"\xff\xfe\x00", "not_text"), (b"{" * 100_000, "not_features"),
    (collection(feature("351100000"), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32643"}}),
     "other_crs"),
    (b"just;a;table\n1;2;3\n", "no_header"),
])
def test_wrong_files_are_refused_in_one_sentence(district, content, code):
    run = checked(content)
    assert run.errors[0][:2] in ([0, code], [0, "not_json"])
    with pytest.raises(Refused):
        actions.apply(actor=Actor.system(), run_id=run.id, skip_bad=True)


def test_a_shape_that_crosses_itself_is_mended_with_a_note(district):
    bow_tie = {"type": "Polygon", "coordinates": [[[72, 49], [73, 50], [73, 49], [72, 50], [72, 49]]]}
    run = bring(collection(feature("351100000", bow_tie)))
    assert [code for _, code, _ in run.notes] == ["mended"]
    kept = Boundary.objects.get(area__code="351100000")
    assert kept.note == "mended"
    assert shapely.from_geojson(kept.geometry).is_valid


def test_a_huge_shape_is_simplified_by_less_than_a_metre(district, monkeypatch):
    monkeypatch.setattr(places, "MOST_POINTS", 10_000)
    turn = np.linspace(0, 2 * np.pi, 12_000)
    circle = shapely.Polygon(np.column_stack((73 + 0.3 * np.cos(turn), 49.5 + 0.3 * np.sin(turn))))
    run = bring(collection(feature("351100000", circle)))
    assert [code for _, code, _ in run.notes] == ["simplified"]
    kept = shapely.from_geojson(Boundary.objects.get(area__code="351100000").geometry)
    assert shapely.get_num_coordinates(kept) < 2_000
    assert kept.hausdorff_distance(circle) < 2e-5


def test_errors_of_rows(district):
    run = checked(collection(
        feature("B1", box(72.1, 49.1, 72.2, 49.2), level="beat", parent="999"),
        feature("B2", box(72.1, 49.1, 72.2, 49.2), level="planet"),
        feature("B3", box(72.1, 49.1, 72.2, 49.2)),
        {"type": "Feature", "properties": {"code": "B4", "level": "beat"}, "geometry": None},
        feature("B5", box(72.1, 49.1, 72.2, 49.2), level="beat"),
        feature("B5", box(72.1, 49.1, 72.2, 49.2), level="beat"),
        feature("351000000", box(72, 49, 74, 50), level="beat"),
        feature("B6", None, level="beat", members=["nowhere"], parent="351000000"),
        feature("B7", None, level="settlement", members=["351000000"]),
        feature("350000001", None, level="region", parent="351000000"),
        feature("B8", box(60, 45, 61, 46), level="beat"),
        feature("B9", box(72.1, 49.1, 72.2, 49.2), level="beat", population="many"),
        "nonsense",
    ))
    assert sorted(codes_of(run)) == [
        (1, "parent_unknown"), (2, "level_bad"), (3, "level_missing"), (4, "no_name"), (6, "code_twice"),
        (7, "level_differs"), (8, "area_unknown"), (9, "members_only_beats"), (10, "parent_level"),
        (11, "parent_unknown"), (12, "number_bad"), (13, "no_code")]
    for language in ("kk", "ru", "en"):
        with override(language):
            assert all(sentence(code, params) for _, code, params in run.errors)


def test_every_sentence_takes_its_parameters():
    given = defaultdict(lambda: "1")
    for code, text in SENTENCES.items():
        assert "%(" not in str(text) % given, code


def test_beats_find_their_district_by_their_place_and_overlaps_are_told(district):
    run = bring(collection(feature("B1", box(72.1, 49.1, 72.2, 49.2)), feature("B2", box(72.15, 49.1, 72.3, 49.2))),
                level="beat")
    assert {area.parent for area in Area.objects.filter(level=Level.BEAT)} == {district}
    assert [code for _, code, _ in run.notes] == ["overlap"]


def test_a_beat_of_several_villages_and_its_members_in_time(district):
    bring(collection(*(feature(f"35103{n}000", box(72 + n / 10, 49, 72.1 + n / 10, 49.1), level="rural_district",
                               parent="351000000") for n in (1, 2, 3))))
    bring(collection(feature("B1", None, level="beat", members=["351031000", "351032000"])))
    beat = Area.objects.get(code="B1")
    assert beat.parent == district
    assert api.locate(72.25, 49.05, DAY).area_id == beat.id
    bring(collection(feature("B2", None, level="beat", members="351032000, 351033000")), LATER)
    assert api.locate(72.25, 49.05, DAY).area_id == beat.id
    assert api.locate(72.25, 49.05, LATER).area_id == Area.objects.get(code="B2").id
    assert BeatMember.objects.count() == 4
    again = bring(collection(feature("B2", None, level="beat", members="351032000, 351033000")), LATER)
    assert again.counts["same"] == 1


def test_a_complete_file_ends_what_it_does_not_hold(district):
    beats = collection(feature("B1", box(72.1, 49.1, 72.2, 49.2)), feature("B2", box(72.2, 49.1, 72.3, 49.2)))
    bring(beats, level="beat")
    run = bring(collection(feature("B1", box(72.1, 49.1, 72.3, 49.2))), LATER, level="beat", complete=True)
    assert run.counts == {"new": 0, "changed": 1, "same": 0, "closed": 1}
    gone = Area.objects.get(code="B2")
    assert gone.closed_on == LATER
    assert api.locate(72.25, 49.15, date(2025, 2, 1)).area_id == gone.id
    assert api.locate(72.25, 49.15, LATER).area_id == Area.objects.get(code="B1").id
    back = bring(collection(feature("B2", box(72.2, 49.1, 72.3, 49.2)), feature("B1", box(72.1, 49.1, 72.2, 49.2))),
                 date(2025, 9, 1), level="beat")
    assert back.counts["changed"] == 2
    assert api.locate(72.25, 49.15, date(2025, 9, 1)).area_id == gone.id


def test_properties_by_another_name_packed_and_in_windows_1251(district):
    text = json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"UCHASTOK": 7, "ATAU": "Жетінші"},
         "geometry": json.loads(shapely.to_geojson(box(72.1, 49.1, 72.2, 49.2)))}]}, ensure_ascii=False)
    content = gzip.compress(text.replace("і", "i").encode("cp1251"))
    bring(content, level="beat", mapping={"code": "UCHASTOK", "name_kk": "ATAU"})
    assert Area.objects.get(code="7").name_kk == "Жетiншi"


def test_the_classifier_as_a_table(db):
    table = ("kato,level,name_ru,name_kk,parent\n"
             "100000000,oblast,область Абай,Абай облысы,\n101000000,district,Семей Г.А.,Семей Қ.Ә.,100000000\n"
             "101010000,sub_district,г.Семей,Семей қ.,101000000\n"
             "103200000,district,Абайский район,Абай ауданы,100000000\n"
             "103230000,sub_district,Карааульский с.о.,Қараауыл а.о.,103200000\n"
             "103230100,settlement,с.Карааул,Қараауыл а.,103230000\n"
             "103230117,settlement,Зимовка,Қыстау,103230100\n").encode()
    run = bring(table)
    assert run.counts["new"] == 8
    village = Area.objects.get(code="103230100")
    assert (village.level, village.name_kk, village.name_ru) == (Level.SETTLEMENT, "Қараауыл ауылы", "село Карааул")
    assert Area.objects.get(code="103230000").name_ru == "Карааульский сельский округ"
    assert Area.objects.get(code="101010000").level == Level.CITY
    assert Area.objects.get(code="103230117").parent == village
    assert bring(table).counts == {"new": 0, "changed": 0, "same": 7, "closed": 0}
    population = "kato,total,as_of,name_ru\n100000000,610189,2023-01-01,область Абай\n".encode()
    bring(population)
    region = Area.objects.get(code="100000000")
    assert (region.population, region.population_on, region.name_kk) == (610189, date(2023, 1, 1), "Абай облысы")


def test_a_ring_of_villages_is_refused(district):
    run = checked(collection(feature("V1", None, level="settlement", parent="V2"),
                             feature("V2", None, level="settlement", parent="V1")))
    assert {code for _, code in codes_of(run)} <= {"parent_level", "parent_unknown"}
    assert run.error_count == 2


# --- who may --------------------------------------------------------------------------------------------------------


def head_of(*paths):
    return Actor("staff", 1, 1, Scope(1, (Duty(Role.HEAD, 1, paths),)))


def test_a_head_brings_in_beats_of_the_own_area_only(district):
    inside = collection(feature("B1", box(72.1, 49.1, 72.2, 49.2)))
    with pytest.raises(NotYours):
        bring(inside, level="beat", actor=head_of("/77/"))
    assert not Area.objects.filter(code="B1").exists()
    bring(inside, level="beat", actor=head_of(district.path))
    assert Area.objects.filter(code="B1").exists()
    with pytest.raises(NotYours):
        bring(collection(feature("360000000", box(60, 45, 61, 46))), actor=head_of(district.path))


def test_an_inspector_brings_in_nothing(district):
    inspector = Actor("staff", 1, 1, Scope(1, (Duty(Role.INSPECTOR, 1, (district.path,)),)))
    with pytest.raises(NotYours):
        checked(collection(feature("B1", box(72.1, 49.1, 72.2, 49.2))), actor=inspector)
    assert make.area(Level.BEAT).pk
