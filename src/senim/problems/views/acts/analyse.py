"""Acts of analysis: findings, the triangle, hypotheses, audits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from senim.problems import domain
from senim.problems.actions import analysis, audits
from senim.problems.forms import file as forms
from senim.problems.views.acts.base import Act, Doing, plain, short


def _hypotheses(form: Any) -> Callable[..., Any]:
    return lambda doing, *args: form(*args, rows=[(one.pk, short(one.text)) for one in doing.parts.hypotheses])


def _has_hypotheses(doing: Doing) -> bool:
    return bool(doing.parts.hypotheses)


ACTS: dict[str, Act] = {
    "finding": Act(
        "problems.add_finding",
        "analyse",
        _("Write what is known"),
        _("Add"),
        plain(forms.FindingForm),
        lambda d: analysis.add_finding(
            **d.who, question=domain.Question(d.data["question"]), text=d.data["text"], source=d.data["source"]
        ),
        _("It is kept."),
    ),
    "side": Act(
        "problems.set_side",
        "analyse",
        _("Fill in a side"),
        _("Keep"),
        plain(forms.SideForm),
        lambda d: analysis.set_side(
            **d.who,
            side=domain.Side(d.data["side"]),
            text=d.data["text"],
            controller=d.data["controller"],
            could=d.data["could"],
        ),
        _("It is kept."),
    ),
    "hypothesis": Act(
        "problems.add_hypothesis",
        "analyse",
        _("Add a hypothesis"),
        _("Add"),
        plain(forms.HypothesisForm),
        lambda d: analysis.add_hypothesis(**d.who, text=d.data["text"]),
        _("The hypothesis is added."),
    ),
    "evidence": Act(
        "problems.add_evidence",
        "analyse",
        _("Add evidence"),
        _("Add"),
        _hypotheses(forms.EvidenceForm),
        lambda d: analysis.add_evidence(
            **d.who,
            hypothesis_id=int(d.data["target"]),
            weight=domain.Weight(d.data["weight"]),
            text=d.data["text"],
            source=d.data["source"],
        ),
        _("The evidence is added."),
        when=_has_hypotheses,
    ),
    "judge": Act(
        "problems.judge_hypothesis",
        "analyse",
        _("Judge a hypothesis"),
        _("Keep"),
        _hypotheses(forms.JudgeForm),
        lambda d: analysis.judge_hypothesis(
            **d.who, hypothesis_id=int(d.data["target"]), state=domain.Belief(d.data["state"]), why=d.data["why"]
        ),
        _("The judgement is kept."),
        when=_has_hypotheses,
    ),
    "audit": Act(
        "problems.audit",
        "analyse",
        _("Begin an audit"),
        _("Begin"),
        plain(forms.AuditForm),
        lambda d: audits.begin_audit(
            **d.who, place_kind=d.data["place_kind"], place=d.data["place"], light=domain.Light(d.data["light"])
        ),
        _("The audit is begun: mark the headings one after the other."),
    ),
}
