"""Widgets that Django does not have: a day in three boxes, choices with hints, native date and time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms


class DateParts(forms.Widget):
    """A day as three boxes (day, month, year): the pattern that people of every age fill in without a calendar.

    Sends name_day, name_month, name_year; gives the field "2026-03-27", or the broken parts joined the same way, so
    that what was typed comes back beside the error.
    """

    template_name = "web/parts/date_parts.html"
    input_type = "date-parts"
    PARTS = ("day", "month", "year")

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:  # noqa: ARG002
        if name in data:
            return data[name]
        day, month, year = (str(data.get(f"{name}_{part}", "")).strip().replace("-", "") for part in self.PARTS)
        if not (day or month or year):
            return None
        return f"{year}-{month.zfill(2) if month else ''}-{day.zfill(2) if day else ''}"

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        return name not in data and not any(f"{name}_{part}" in data for part in self.PARTS)

    def parts(self, value: Any) -> dict[str, str]:
        """The three texts to show for a date, a sent text or nothing."""
        if isinstance(value, date):
            value = value.isoformat()
        pieces = [*str(value or "").split("-"), "", "", ""][:3]
        return dict(zip(("year", "month", "day"), pieces, strict=True))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["parts"] = self.parts(value)
        return context

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002
        return f"{id_}_day" if id_ else id_


class DateInput(forms.DateInput):
    """The browser's own date field, for staff."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own date and time field (Kazakhstan's clock)."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class _Hinted:
    """Choices that explain themselves: hints = {value: sentence}, read by the field template."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        hints: Mapping[Any, Any] | None = None,
        inline: bool = False,
    ) -> None:
        super().__init__(attrs, choices)  # type: ignore[call-arg]
        self.hints = {str(key): hint for key, hint in (hints or {}).items()}
        self.inline = inline

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        copied = super().__deepcopy__(memo)  # type: ignore[misc]
        copied.hints, copied.inline = self.hints, self.inline
        return copied


class RadioSelect(_Hinted, forms.RadioSelect):
    """One of several, all in sight. inline=True for two or three short answers."""


class CheckboxSelectMultiple(_Hinted, forms.CheckboxSelectMultiple):
    """Several of several."""


class FileInput(forms.ClearableFileInput):
    """One or several files; `accept` is a hint to the device, the server checks what arrives."""

    def __init__(self, attrs: dict[str, Any] | None = None, multiple: bool = False, accept: str = "") -> None:
        # Django reads this: where it is true, a list arrives, and a field of one file would refuse it.
        self.allow_multiple_selected = multiple
        given = {**({"multiple": True} if multiple else {}), **({"accept": accept} if accept else {}), **(attrs or {})}
        super().__init__(given)
        self.is_multiple = multiple

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if self.is_multiple and hasattr(files, "getlist"):
            return files.getlist(name)
        return super().value_from_datadict(data, files, name)
