"""The units of indicators and figures."""

from __future__ import annotations

from senim.kernel.labels import Label

UNITS: dict[str, Label] = {
    "percent": Label("%", "%", "%"),
    "points": Label("балл", "баллов", "points"),
    "per_100k": Label("100 мың тұрғынға шаққанда", "на 100 тыс. населения", "per 100 thousand residents"),
    "rank": Label("орын", "место", "place"),
    "index": Label("индекс, 0 – 1", "индекс, 0 – 1", "index, 0–1"),
    "count": Label("бірлік", "единиц", "number"),
    "thousand": Label("мың", "тыс.", "thousand"),
    "million": Label("миллион", "млн", "million"),
    "kg": Label("кг", "кг", "kg"),
    "litres": Label("литр", "литров", "litres"),
    "tenge": Label("теңге", "тенге", "tenge"),
    "billion_tenge": Label("млрд теңге", "млрд тенге", "billion tenge"),
}
