"""The one list of operations: addresses (`urls`), checks (`entry`), the description (`describe`) are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from senim.portal.domain import Right
from senim.portal.rest import answers, asked, catalogue, features, figures, filing, house, places
from senim.portal.rest.door import GEOJSON, JSON, Run
from senim.portal.rest.shapes import Shapes, Spec


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address.

    name: its operationId. path: parts in braces. gives: the type of what it answers. query, body: the types of what it
    takes. needs: the right that a key has to have. refuses: statuses besides those that
    every operation may answer. writes: whether an Idempotency-Key names what is sent.
    """

    name: str
    method: str
    path: str
    run: Run
    gives: Any
    summary: Any
    tag: str
    query: Any = asked.NoQuery
    body: Any = None
    needs: Right | None = None
    status: int = 200
    media: str = JSON
    refuses: tuple[int, ...] = ()
    writes: bool = False
    leads: tuple[tuple[str, str, str], ...] = ()
    example: Callable[[], Any] | None = None
    parts: dict[str, Spec] = field(default_factory=dict)


TAGS = {
    "house": _("Where everything is"),
    "catalogue": _("What people come with"),
    "territory": _("Areas, beats, who serves where"),
    "appeals": _("Filing an appeal and following it"),
    "figures": _("Published figures"),
    "places": _("Places as layers: OGC API Features"),
}
AREA = {"area": Spec(says=_("KATO code of an administrative area, the own code of a beat."))}
COLLECTION = {"collection": Spec(says=_("beats, points or reports."), one_of=tuple(features.LAYERS))}

OPERATIONS: tuple[Operation, ...] = (
    Operation("landing", "GET", "/", house.landing, answers.Landing, _("The beginning, with links"), "house"),
    Operation("openapi", "GET", "/openapi.json", house.openapi, dict[str, Any], _("This description"), "house"),
    Operation("conformance", "GET", "/conformance", house.conformance, answers.Conformance,
              _("The standards that it follows"), "house"),
    Operation("services", "GET", "/services", catalogue.listed, answers.Services,
              _("Every service: what an appeal can be about"), "catalogue",
              leads=(("service", "service", "/items/0/code"),)),
    Operation("service", "GET", "/services/{service}", catalogue.one, answers.Service,
              _("One service with its typed questions"), "catalogue", refuses=(404,),
              parts={"service": Spec(example="order.noise_night")}),
    Operation("areas", "GET", "/areas", places.areas, answers.Areas, _("Areas in the order of their codes"),
              "territory", query=asked.AreasQuery, refuses=(422,),
              leads=tuple((name, "area", "/items/0/code") for name in ("area", "serving", "figures"))),
    Operation("area", "GET", "/areas/{area}", places.area, answers.Area, _("One area and what lies around it"),
              "territory", refuses=(404,), parts=AREA),
    Operation("serving", "GET", "/areas/{area}/serving", places.serving, answers.Serving,
              _("Who serves an area now"), "territory", refuses=(404,), parts=AREA),
    Operation("locate", "POST", "/locate", places.locate, answers.Found,
              _("Whose place this is: by a point, or houses by words"), "territory", body=asked.Locate,
              refuses=(413, 415, 422), example=lambda: {"words": "Абай 12"}),
    Operation("figures", "GET", "/areas/{area}/figures", figures.of_area, answers.Figures,
              _("What is published of a beat"), "figures", refuses=(404,), parts=AREA),
    Operation("appeals", "GET", "/appeals", filing.listed, answers.Appeals,
              _("What this key has sent, newest first"), "appeals", query=asked.AppealsQuery, needs=Right.FOLLOW,
              refuses=(422,), leads=(("appeal", "number", "/items/0/number"),)),
    Operation("file", "POST", "/appeals", filing.file, answers.Filed, _("File an appeal for a resident"), "appeals",
              body=asked.NewAppeal, needs=Right.FILE, status=201, refuses=(409, 413, 415, 422), writes=True,
              leads=(("appeal", "number", "/number"),), example=filing.example),
    Operation("appeal", "GET", "/appeals/{number}", filing.one, answers.AppealWhole,
              _("One appeal that this key has sent"), "appeals", needs=Right.FOLLOW, refuses=(404,),
              parts={"number": Spec(example="7K3M-42QX-9")}),
    Operation("collections", "GET", "/collections", features.collections, answers.Collections,
              _("All collections"), "places", leads=(("collection", "collection", "/collections/0/id"),)),
    Operation("collection", "GET", "/collections/{collection}", features.collection, answers.Collection,
              _("One collection"), "places", refuses=(404,), parts=COLLECTION),
    Operation("items", "GET", "/collections/{collection}/items", features.items, answers.Features,
              _("The features of a collection as GeoJSON"), "places", query=asked.FeaturesQuery, media=GEOJSON,
              refuses=(404, 422), parts=COLLECTION),
    Operation("item", "GET", "/collections/{collection}/items/{feature}", features.item, answers.Feature,
              _("One feature"), "places", media=GEOJSON, refuses=(404,),
              parts={**COLLECTION, "feature": Spec(says=_("Its id in the collection."))}),
)  # fmt: skip


def by_path() -> dict[str, dict[str, Operation]]:
    """Each address with its methods."""
    found: dict[str, dict[str, Operation]] = {}
    for one in OPERATIONS:
        found.setdefault(one.path, {})[one.method] = one
    return found


@cache
def shapes_of(language: str) -> Shapes:  # noqa: ARG001 - the words of the schemas are those of the present language
    """The schemas of every operation in a language; the present language must be this one."""
    shapes = Shapes()
    shapes.of(answers.ProblemDetails)
    for one in OPERATIONS:
        for hint in (one.gives, one.query, one.body):
            if hint is not None:
                shapes.of(hint)
    return shapes
