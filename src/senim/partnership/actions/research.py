"""Agreements with universities and the exports under them; the rule of the disclosure check."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor
from senim.partnership import datasets
from senim.partnership.actions import common
from senim.partnership.disclosure import POOLED, WITHHELD, Checked, Terms
from senim.partnership.disclosure import check as disclose
from senim.partnership.domain import Dataset, ExportFormat, Grain
from senim.partnership.models import Agreement, DisclosureRule, Export
from senim.partnership.permissions import check
from senim.partnership.policies import LEAST_K, check_agreement, check_period, check_term, refuse
from senim.partnership.policies import check as must
from senim.partnership.selectors.research import rule_on
from senim.territory import api as territory

#: A file of a ZIP carries a date; this one tells nothing and makes the same export the same bytes.
_ZIP_DATE = (2020, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class AgreementValues:
    """An agreement: number, whom with, what for, which data, how long."""

    number: str
    institution: str
    contact: str
    purpose: str
    datasets: tuple[Dataset, ...]
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class ExportValues:
    """What is asked for. first, last: whole months; columns: of `datasets.COLUMNS`."""

    dataset: Dataset
    first: date
    last: date
    columns: tuple[str, ...]
    format: ExportFormat


@dataclass(frozen=True, slots=True)
class Made:
    """A file to hand over, and its line in the log."""

    name: str
    mime: str
    content: bytes
    export: Export


def agree(*, actor: Actor, values: AgreementValues, area_id: int) -> Agreement:
    """Write an agreement down."""
    area = territory.area(area_id)
    check(actor, "partnership.agree", area.path)
    check_term(values.starts_on, values.ends_on)
    with transaction.atomic():
        row = Agreement.objects.create(
            number=values.number,
            institution=values.institution,
            contact=values.contact,
            purpose=values.purpose,
            datasets=[one.value for one in values.datasets],
            starts_on=values.starts_on,
            ends_on=values.ends_on,
            area_id=area.id,
            area_path=area.path,
            signed_by_id=actor.account_id,
        )
        common.log(actor, "agreed", row, row.area_path, datasets=row.datasets)
    return row


def end_agreement(*, actor: Actor, agreement_id: int, reason: str) -> Agreement:
    """End an agreement before its time: from today nothing is exported under it."""
    with transaction.atomic():
        row: Agreement = common.taken(actor, "partnership.agree", Agreement, agreement_id, "area_path")
        must(row.ended_on is None, "agreement_over")
        row.ended_on, row.end_reason = today(), reason
        row.save(update_fields=["ended_on", "end_reason"])
        common.log(actor, "agreement_ended", row, row.area_path)
    return row


def set_rule(
    *, actor: Actor, valid_from: date, k: int, kinds: int, finest: Grain, withheld_most: int, ground: str
) -> DisclosureRule:
    """A new rule of the check from a day on. What was exported stays under the rule of its day."""
    check(actor, "partnership.set_disclosure")
    must(k >= LEAST_K, "threshold_low", field="k")
    must(valid_from >= today(), "rule_past", field="valid_from")
    with transaction.atomic():
        must(not DisclosureRule.objects.filter(valid_from=valid_from).exists(), "rule_twice", field="valid_from")
        row = DisclosureRule.objects.create(
            valid_from=valid_from,
            k=k,
            kinds=kinds,
            finest=finest.value,
            withheld_most=withheld_most,
            ground=ground,
            set_by_id=actor.account_id,
        )
        common.log(actor, "disclosure_set", row, "", k=k, kinds=kinds, finest=finest, withheld_most=withheld_most)
    return row


def export(*, actor: Actor, agreement_id: int, values: ExportValues) -> Made:
    """Make an export, or refuse it in words; both are written into the log. Rows leave only through the check."""
    with transaction.atomic():
        agreement: Agreement = common.taken(actor, "partnership.export", Agreement, agreement_id, "area_path")
    check_agreement(agreement.starts_on, agreement.ends_on, agreement.ended_on, today())
    must(values.dataset.value in agreement.datasets, "not_agreed", field="dataset")
    check_period(values.first, values.last, today())
    names = [name for name in datasets.QUASI[values.dataset] if name in values.columns]
    endings = [name for name in datasets.ENDINGS.get(values.dataset, ()) if name in values.columns]
    must(bool(names), "no_words", field="columns")
    rule = rule_on(actor.scope, today())
    raw = datasets.rows_of(actor.scope, values.dataset, agreement.area_path, values.first, values.last)
    terms = Terms(rule.k, rule.kinds, rule.withheld_most)
    done = disclose(raw, datasets.columns_of(names, Grain(rule.finest)), endings, terms)
    content = b"" if done.refused else _content(values.format, done, _codebook(agreement, values, rule, done))
    row = _logged(actor, agreement, values, rule, done, content)
    if done.refused:
        raise refuse(done.refused)
    ending = "zip" if values.format is ExportFormat.CSV else "json"
    mime = "application/zip" if values.format is ExportFormat.CSV else "application/json"
    return Made(f"senim-{values.dataset}-{row.pk}.{ending}", mime, content, row)


def _logged(
    actor: Actor, agreement: Agreement, values: ExportValues, rule: DisclosureRule, done: Checked, content: bytes
) -> Export:
    with transaction.atomic():
        row = Export.objects.create(
            agreement=agreement,
            dataset=values.dataset.value,
            format=values.format.value,
            first=values.first,
            last=values.last,
            columns=list(done.head),
            at=now(),
            by_id=actor.account_id,
            rule=rule,
            rows=len(done.rows),
            withheld=done.withheld,
            grain=done.levels.get("period", ""),
            refused=done.refused,
            digest="" if done.refused else hashlib.sha256(content).hexdigest(),
        )
        common.log(
            actor,
            "export_refused" if done.refused else "exported",
            row,
            agreement.area_path,
            agreement=agreement.pk,
            rows=row.rows,
            withheld=row.withheld,
            digest=row.digest,
        )
    return row


def _codebook(agreement: Agreement, values: ExportValues, rule: DisclosureRule, done: Checked) -> dict[str, Any]:
    """What the columns mean and what the check did, for whoever reads the file without us."""
    return {
        "dataset": values.dataset.value,
        "agreement": {
            "number": agreement.number,
            "institution": agreement.institution,
            "purpose": agreement.purpose,
            "until": agreement.ends_on.isoformat(),
        },
        "period": {"first": values.first.isoformat(), "last": values.last.isoformat()},
        "columns": [
            {"name": name, **datasets.COLUMNS[name]._asdict(), "step": done.levels.get(name, "as recorded")}
            for name in done.head
        ],
        "values": {
            POOLED: "several rare values put together",
            WITHHELD: "not told: everybody in this combination ended alike",
        },
        "disclosure": {
            "k": rule.k,
            "kinds": rule.kinds,
            "withheld_most_per_cent": rule.withheld_most,
            "smallest_combination": done.smallest,
            "rows": len(done.rows),
            "rows_withheld": done.withheld,
            "rows_pooled": done.pooled,
            "values_withheld": done.untold,
        },
        "terms": "No attempt to recognise a person. No joining with data about persons. Not passed on.",
    }


def _content(form: ExportFormat, done: Checked, codebook: dict[str, Any]) -> bytes:
    if form is ExportFormat.JSON:
        rows = [dict(zip(done.head, row, strict=True)) for row in done.rows]
        return json.dumps({"codebook": codebook, "rows": rows}, ensure_ascii=False, indent=1).encode()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(done.head)
    writer.writerows(done.rows)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        book = json.dumps(codebook, ensure_ascii=False, indent=1)
        for name, body in (("data.csv", text.getvalue()), ("codebook.json", book)):
            bundle.writestr(zipfile.ZipInfo(name, _ZIP_DATE), body.encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
