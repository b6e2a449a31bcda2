"""What is stored: every table and field with its kind and its class."""

from __future__ import annotations

from django.apps import apps

from senim.config.reference.house import contexts, first_line, table
from senim.kernel import legal, retention
from senim.kernel.classify import Sensitivity


def page() -> str:
    """A table for each model; the class of a field says to whom it may be shown."""
    lines = [
        "# Data", "",
        "Each stored field is classified. `open`: anyone; `internal`: staff with a right to the row;",
        "`personal`: those who need it, and reading is logged where identity is protected;",
        "`secret`: never shown.", "",
        "What is personal or secret ends by a rule of the table *Rules*; periods are as shipped and with the mark of",
        "`legal`: an installation adds rows of the term `keep.<rule>`. What is internal or open names nobody: it stays",
        "with its record.", "",
        *_rules(),
    ]
    ends = retention.covered()
    for context in contexts():
        for model in apps.get_app_config(context).get_models():
            classes: dict[str, Sensitivity] = getattr(model, "CLASSES", {})
            fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
            label = model._meta.label
            rows = [
                [f"`{f.name}`", type(f).__name__, str(classes.get(f.name, "")), _end(ends.get(f"{label}.{f.name}"))]
                for f in fields
            ]
            lines += [f"## {context}: `{model.__name__}`", "", _doc(model), ""]
            lines += [*table(["field", "kind", "class", "ends by"], rows), ""]
    return "\n".join(lines)


def _end(rule: retention.Rule | None) -> str:
    return f"`{rule.code}`" if rule else ""


def _rules() -> list[str]:
    """Every rule: what it ends, from when, after how long, on what ground, and who carries it out."""
    terms = {one.code: one for one in legal.shipped()}
    rows = []
    for rule in retention.rules().values():
        term, ground = terms[rule.term], terms.get(rule.ground)
        rows.append([
            f"`{rule.code}`", rule.what.en, rule.why.en, f"{term.value} {term.unit}", f"`{rule.begins}`",
            str(term.mark),
            f"{ground.citation('en')} ({ground.mark})" if ground else "", f"`{rule.job}`" if rule.job else "the purge",
        ])
    head = ["rule", "what", "why", "kept", "from", "mark", "may be held by", "carried out by"]
    return ["## Rules", "", *table(head, rows), ""]


def _doc(model: type) -> str:
    text = model.__doc__ or ""
    # Django writes a docstring of its own where a model has none: "Name(id, field, ...)".
    return "" if text.startswith(f"{model.__name__}(") else first_line(text)
