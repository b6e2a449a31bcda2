"""Words of files and the catalogue of kinds."""

from __future__ import annotations

from typing import Any

from senim.incidents.models import Kind
from senim.incidents.panels.base import head
from senim.incidents.selectors import Word
from senim.kernel.labels import Label
from senim.web.words import number


def words_page(rows: list[Word], kinds: list[Kind], lang: str) -> dict[str, Any]:
    """Words to decide, and the catalogue with its weights."""
    names = [(one.code, Label(one.name_kk, one.name_ru, one.name_en).in_(lang)) for one in kinds]
    marks = {"guess": Label("болжам", "догадка", "guess"), "decided": Label("шешілген", "решено", "decided")}
    return {
        "words": [
            {
                "feed": one.feed,
                "feed_name": Label(one.feed.name_kk, one.feed.name_ru, one.feed.name_en).in_(lang),
                "raw": one.raw,
                "kind": one.kind,
                "count": one.count,
                "mark": marks[one.mark].in_(lang),
                "tag": "good" if one.mark == "decided" else "warn",
            }
            for one in rows
        ],
        "kinds": names,
        "catalogue": [
            [
                Label(one.name_kk, one.name_ru, one.name_en).in_(lang),
                one.article and f"{one.act} {one.article}",
                one.iccs,
                "" if one.harm is None else number(one.harm),
                one.mark,
            ]
            for one in kinds
        ],
        "catalogue_head": head(
            *(
                label.in_(lang)
                for label in (
                    Label("түрі", "вид", "kind"),
                    Label("бап", "статья", "article"),
                    Label("ICCS", "ICCS", "ICCS"),
                    Label("зиян салмағы", "вес вреда", "weight of harm"),
                    Label("қайдан", "откуда", "from"),
                )
            )
        ),
    }
