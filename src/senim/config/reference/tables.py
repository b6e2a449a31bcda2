"""What is stored: every table and field with its kind and its class."""

from __future__ import annotations

from django.apps import apps

from senim.config.reference.house import contexts, first_line, table
from senim.kernel.classify import Sensitivity


def page() -> str:
    """A table for each model; the class of a field says to whom it may be shown."""
    lines = [
        "# Data", "",
        "Each stored field is classified. `open`: anyone; `internal`: staff with a right to the row;",
        "`personal`: those who need it, and reading is logged where identity is protected;",
        "`secret`: never shown.", "",
    ]
    for context in contexts():
        for model in apps.get_app_config(context).get_models():
            classes: dict[str, Sensitivity] = getattr(model, "CLASSES", {})
            fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
            rows = [[f"`{f.name}`", type(f).__name__, str(classes.get(f.name, ""))] for f in fields]
            lines += [f"## {context}: `{model.__name__}`", "", _doc(model), ""]
            lines += [*table(["field", "kind", "class"], rows), ""]
    return "\n".join(lines)


def _doc(model: type) -> str:
    text = model.__doc__ or ""
    # Django writes a docstring of its own where a model has none: "Name(id, field, ...)".
    return "" if text.startswith(f"{model.__name__}(") else first_line(text)
