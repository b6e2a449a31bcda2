"""The OpenAPI 3.1 description, made from the table of operations: what is not there is not served, and the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from senim.portal.rest import answers, filing
from senim.portal.rest.door import JSON, PROBLEM, ROOT, titles
from senim.portal.rest.shapes import Schema, Shapes, resolved
from senim.territory import api as territory
from senim.web.words import language

if TYPE_CHECKING:
    from senim.portal.rest.table import Operation

#: The version of what is described: the first number changes with what would break a client.
VERSION = "1.0.0"
#: What every operation may answer besides what it gives: a bad call, a bad key, too many, our mistake, a bad moment.
ALWAYS = (400, 401, 429, 500, 503)


def document() -> dict[str, Any]:
    """The description in the present language."""
    from senim.portal.rest import table  # noqa: PLC0415 - the table names this operation

    shapes = table.shapes_of(language())
    paths: dict[str, dict[str, Any]] = {}
    for one in table.OPERATIONS:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, shapes)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Senim", "version": VERSION,
            "description": _("The service of neighbourhood inspectors for other systems."),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": f"{settings.BASE_URL}{ROOT}"}],
        "tags": [{"name": name, "description": str(text)} for name, text in table.TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": shapes.components,
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "X-Api-Key",
                        "description": _("Handed out by the administrator of this service.")},
                "bearer": {"type": "http", "scheme": "bearer"},
            },
        },
    }  # fmt: skip


def _operation(one: Operation, shapes: Shapes) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": one.name, "summary": str(one.summary), "tags": [one.tag],
        "parameters": [*_parts(one), *_query(one, shapes), *_headers(one)],
        "responses": _responses(one, shapes),
        "security": [{"key": []}, {"bearer": []}] if one.needs else [{}],
    }
    if one.needs:
        found["x-needs"] = str(one.needs)
    if one.body is not None:
        content: dict[str, Any] = {"schema": shapes.of(one.body)}
        if one.example is not None:
            content["example"] = one.example()
        found["requestBody"] = {"required": True, "content": {JSON: content}}
    return found


def _parts(one: Operation) -> list[dict[str, Any]]:
    """The parts of the address; a beat of this installation as the example of an area."""
    beats = territory.areas_list(territory.Level.BEAT)[:1]
    real = {"area": [beats[0].code], "feature": [beats[0].code]} if beats else {}
    return [
        {"name": name, "in": "path", "required": True,
         "schema": {"type": "string", "minLength": 1, **spec.words(),
                    **({"examples": real[name]} if name in real else {})}}
        for name, spec in one.parts.items()
    ]  # fmt: skip


def _query(one: Operation, shapes: Shapes) -> list[dict[str, Any]]:
    whole = resolved(shapes.of(one.query), shapes.components)
    return [
        {"name": name, "in": "query", "required": name in whole["required"], "schema": schema,
         **({"style": "form", "explode": False} if schema.get("type") == "array" else {})}
        for name, schema in whole["properties"].items()
    ]  # fmt: skip


def _headers(one: Operation) -> list[dict[str, Any]]:
    if not one.writes:
        return []
    says = _("Your own name for what is sent. Sent twice under one name, it is one and gives the same answer.")
    schema: Schema = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": f"^{filing.NAME.pattern}$"}
    return [{"name": "Idempotency-Key", "in": "header", "required": True, "description": says, "schema": schema}]


def _responses(one: Operation, shapes: Shapes) -> dict[str, Any]:
    given: dict[str, Any] = {
        "description": str(one.summary), "content": {one.media: {"schema": shapes.of(one.gives)}},
    }
    if one.leads:
        given["links"] = {
            name: {"operationId": name, "parameters": {part: f"$response.body#{where}"}}
            for name, part, where in one.leads
        }
    if one.method == "GET":
        given["headers"] = {"ETag": {"schema": {"type": "string"}}}
    if one.writes:
        given["headers"] = {
            "Location": {"required": True, "schema": {"type": "string", "format": "uri"}},
            "Idempotency-Replayed": {"schema": {"type": "string", "enum": ["true"]}},
        }
    told = titles()
    refusals = sorted({*ALWAYS, *one.refuses, *((403,) if one.needs else ())})
    problem = {PROBLEM: {"schema": shapes.of(answers.ProblemDetails)}}
    found: dict[str, Any] = {str(one.status): given, "414": {"description": told[414]}}
    if one.method == "GET":
        found["304"] = {"description": _("What If-None-Match names is still so.")}
    return {**found, **{str(status): {"description": told[status], "content": problem} for status in refusals}}
