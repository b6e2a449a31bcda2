"""The place of a problem: an outline, drawn or typed, is checked, measured, and held against the area of the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import cos, radians

from shapely.geometry import Polygon

from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import within
from senim.problems.selection import DEGREE
from senim.territory import api as territory

#: Corners (lon, lat), in the order in which they were drawn.
Corners = list[tuple[float, float]]
LEAST, MOST = 3, 100
#: Digits after the point that stay: a centimetre.
DIGITS = 7
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")

NOT_A_LINE = Label(
    "{line}-жол түсініксіз: «{text}». Әр жолға ендік пен бойлықты жазыңыз, мысалы 46.0616, 69.9128.",
    "Строка {line} непонятна: «{text}». В каждой строке широта и долгота, например 46.0616, 69.9128.",
    "Line {line} makes no sense: “{text}”. Each line holds a latitude and a longitude, for example 46.0616, 69.9128.",
)
TOO_FEW = Label(
    "Орынды белгілеуге кемінде үш нүкте керек, қазір {count}. Нүкте қосыңыз немесе өрісті бос қалдырыңыз.",
    "Чтобы очертить место, нужно не меньше трёх точек, сейчас {count}. Добавьте точки или оставьте поле пустым.",
    "An outline needs at least three points, there are {count}. Add points, or leave the field empty.",
)
TOO_MANY = Label(
    "Нүкте тым көп: {count}, ең көбі {most}. Шекараны жеңілдетіңіз.",
    "Слишком много точек: {count}, не больше {most}. Упростите границу.",
    "Too many points: {count}, at most {most}. Make the outline simpler.",
)
CROSSING = Label(
    "Шекара өзін-өзі қиып өтеді. Соңғы нүктелерді алып тастап, шетін айналдыра ретімен қойыңыз.",
    "Граница пересекает сама себя. Уберите последние точки и ставьте их по порядку вдоль края.",
    "The outline crosses itself. Take the last points away and set them in order along the edge.",
)
ON_A_LINE = Label(
    "Нүктелердің бәрі бір сызықтың бойында жатыр: бұл орын емес. Шетін айналдыра белгілеңіз.",
    "Все точки лежат на одной прямой: это не место. Обведите его по краю.",
    "All points lie on one line: that is no place. Go around its edge.",
)
OFF_EARTH = Label(
    "{line}-жолда жер бетінде жоқ нүкте: «{text}». Алдымен ендік, содан кейін бойлық жазылады.",
    "В строке {line} точка, которой нет на земле: «{text}». Сначала широта, потом долгота.",
    "Line {line} has a point that is not on earth: “{text}”. Latitude comes first, then longitude.",
)
OUTSIDE = Label(
    "Белгіленген жер іс аумағынан тыс: іс «{area}» бойынша, ал бұл жер - {there}. Орынды не аумақты түзетіңіз.",
    "Отмеченное место лежит вне территории дела: дело — «{area}», а это место — {there}. Исправьте место или "
    "территорию.",
    "The marked place lies outside the area of the file: the file is about {area}, the place is in {there}. Correct "
    "one of them.",
)
NOWHERE = Label("жүйедегі бірде-бір учаскеге кірмейді", "ни в одном участке системы", "no beat of the system")


def parse(text: str) -> Corners:
    """The corners of a typed or drawn outline: a line each, latitude first. [] for nothing. Raises Refused."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    found = [_corner(number, line) for number, line in lines]
    if len(found) > 1 and found[0] == found[-1]:
        found.pop()
    if found:
        check(found)
    return found


def _corner(number: int, line: str) -> tuple[float, float]:
    told = _NUMBER.findall(line)
    if len(told) != 2:
        raise _refused("outline_line", NOT_A_LINE, line=number, text=line[:40])
    lat, lon = (round(float(one.replace(",", ".")), DIGITS) for one in told)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise _refused("outline_off_earth", OFF_EARTH, line=number, text=line[:40])
    return lon, lat


def check(corners: Sequence[tuple[float, float]]) -> None:
    """Raises Refused unless these corners go around a place."""
    count = len(set(corners))
    if count < LEAST:
        raise _refused("outline_few", TOO_FEW, count=count)
    if len(corners) > MOST:
        raise _refused("outline_many", TOO_MANY, count=len(corners), most=MOST)
    shape = Polygon(corners)
    if shape.convex_hull.area < 1e-12:
        raise _refused("outline_line", ON_A_LINE)
    if not shape.is_valid:
        raise _refused("outline_crosses", CROSSING)


def check_inside(corners: Sequence[tuple[float, float]], area: territory.AreaInfo) -> None:
    """Raises Refused where the place lies in another area than its file. A corner beyond the border is no fault."""
    lon, lat = Polygon(corners).representative_point().coords[0]
    path = territory.locate(lon, lat).path
    if not within(path, (area.path,)):
        label = _filled(OUTSIDE, area=_name(area), there=_there(path))
        raise Refused("outline_outside", label, field="outline")


def outside(corners: Sequence[tuple[float, float]], area_path: str) -> int:
    """How many corners lie beyond the area."""
    return sum(not within(territory.locate(lon, lat).path, (area_path,)) for lon, lat in corners)


def hectares(corners: Sequence[tuple[float, float]]) -> float:
    """The area of an outline, in a plane about its middle: right to 1 % for what one can walk."""
    shrink = cos(radians(sum(lat for _lon, lat in corners) / len(corners)))
    return Polygon([(lon * shrink * DEGREE, lat * DEGREE) for lon, lat in corners]).area / 1e4


def words(corners: Sequence[Sequence[float]]) -> str:
    """The outline as it is typed: a line for each corner, latitude first."""
    return "\n".join(f"{_plain(lat)}, {_plain(lon)}" for lon, lat in corners)


def _plain(value: float) -> str:
    return f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")


def _there(path: str) -> Label:
    last = path.strip("/").rpartition("/")[2]
    return _name(territory.area(int(last))) if last else NOWHERE


def _name(area: territory.AreaInfo) -> Label:
    return Label(*(territory.name_of(area, language) for language in ("kk", "ru", "en")))


def _filled(label: Label, **params: object) -> Label:
    def fill(language: str) -> str:
        told = {name: one.in_(language) if isinstance(one, Label) else one for name, one in params.items()}
        return label.in_(language).format(**told)

    return Label(fill("kk"), fill("ru"), fill("en"))


def _refused(code: str, label: Label, **params: object) -> Refused:
    return Refused(code, _filled(label, **params), field="outline")
