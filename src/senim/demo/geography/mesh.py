"""The warped net of blocks under the city: corners, edges, cells, and how blocks join into beats."""

import math
import random
from collections.abc import Callable

from senim.demo.geography.plane import Metres, outline

Cell = tuple[int, int]
Edge = tuple[str, int, int]

# One letter a block, north at the top: P private houses, L two to four storeys, F five, N nine,
# M the microdistrict, G park, B bazaar, I the old railway yard (no beat holds it: the deliberate hole).
PLAN = (
    "PPPLLFFFNNNN",
    "PPPLFFFFNNMM",
    "PPLLFFFNNNMM",
    "PLLLFFGGFNNF",
    "PLLFFFGGFFFF",
    "LLLLFLLFFFNN",
    "LLBLLLLFFFNN",
    "PLLLLLFFFFFF",
    "PPPLLFFFPPPP",
    "PPPPIPPPPPPP",
)
COLUMNS, ROWS = len(PLAN[0]), len(PLAN)
WIDTH, HEIGHT, TURN = 4200.0, 3100.0, math.radians(9)


def kind(cell: Cell) -> str:
    """The letter of a block; columns go east, rows go north."""
    column, row = cell
    return PLAN[ROWS - 1 - row][column]


def cells(letters: str = "PLFNMGBI") -> list[Cell]:
    """Blocks of the given kinds, row by row from the south-west."""
    return [(c, r) for r in range(ROWS) for c in range(COLUMNS) if kind((c, r)) in letters]


def corners(rng: random.Random) -> dict[Cell, Metres]:
    """Crossings of the net, in metres, before scaling: turned, slightly bent, with a builder's hand in each."""
    found = {}
    for i in range(COLUMNS + 1):
        for j in range(ROWS + 1):
            u, v = i / COLUMNS - 0.5, j / ROWS - 0.5
            x = WIDTH * u + 60 * math.sin(3 * v) + rng.uniform(-14, 14)
            y = HEIGHT * v + 70 * math.sin(4 * u + 0.6) + rng.uniform(-14, 14)
            turned = (x * math.cos(TURN) - y * math.sin(TURN), x * math.sin(TURN) + y * math.cos(TURN))
            found[i, j] = turned
    return found


def ends(edge: Edge) -> tuple[Cell, Cell]:
    """The two crossings of an edge: "h" runs east, "v" runs north."""
    way, column, row = edge
    return (column, row), ((column + 1, row) if way == "h" else (column, row + 1))


def sides(cell: Cell) -> list[tuple[Edge, str]]:
    """The four edges of a block and on which hand of the edge the block lies."""
    c, r = cell
    return [(("h", c, r), "left"), (("h", c, r + 1), "right"), (("v", c, r), "right"), (("v", c + 1, r), "left")]


def is_street(edge: Edge) -> bool:
    """No street runs inside the microdistrict or the park."""
    way, c, r = edge
    beside = [(c, r), (c, r - 1)] if way == "h" else [(c, r), (c - 1, r)]
    known = [kind(cell) for cell in beside if 0 <= cell[0] < COLUMNS and 0 <= cell[1] < ROWS]
    return not (len(known) == 2 and known[0] == known[1] and known[0] in "MG")


def lines() -> list[list[Edge]]:
    """Unbroken runs of street edges along every line of the net."""
    rows = [[("h", c, r) for c in range(COLUMNS)] for r in range(ROWS + 1)]
    columns = [[("v", c, r) for r in range(ROWS)] for c in range(COLUMNS + 1)]
    return [run for line in rows + columns for run in _unbroken(line)]


def _unbroken(line: list[Edge]) -> list[list[Edge]]:
    runs: list[list[Edge]] = [[]]
    for edge in line:
        if is_street(edge):
            runs[-1].append(edge)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def polygon(cell: Cell, at: dict[Cell, Metres]) -> list[Metres]:
    """The block's ring, counter-clockwise, open."""
    c, r = cell
    return [at[c, r], at[c + 1, r], at[c + 1, r + 1], at[c, r + 1]]


def inside(cell: Cell, at: dict[Cell, Metres], u: float, v: float) -> Metres:
    """A point of the block by its shares of the way east (u) and north (v), both 0..1."""
    a, b, c, d = polygon(cell, at)
    weights = ((1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v)
    return (
        sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
        sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
    )


def snake() -> list[Cell]:
    """All blocks but the hole in one walk, two rows at a time: neighbours in it mostly touch."""
    path: list[Cell] = []
    for band in range(0, ROWS, 2):
        columns = range(COLUMNS) if (band // 2) % 2 == 0 else range(COLUMNS - 1, -1, -1)
        for step, column in enumerate(columns):
            pair = [(column, band), (column, band + 1)]
            path += pair if step % 2 == 0 else pair[::-1]
    return [cell for cell in path if kind(cell) != "I"]


def whole(cells: list[Cell]) -> bool:
    """Whether blocks hang together side by side, with one border around them."""
    squares = [[(c, r), (c + 1, r), (c + 1, r + 1), (c, r + 1)] for c, r in cells]
    return len(outline([[(float(x), float(y)) for x, y in square] for square in squares])) == 1


def cut(weights: list[int], parts: int, most: int, fits: Callable[[int, int], bool]) -> list[int]:
    """Where to cut a walk into `parts` runs of about equal weight, none longer than `most` steps.

    fits(start, stop) says whether the steps of a run may stand together.
    """
    target = sum(weights) / parts
    total = [0]
    for weight in weights:
        total.append(total[-1] + weight)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(parts):
        layer: dict[int, tuple[float, int]] = {}
        for start, (cost, _before) in best[-1].items():
            for stop in range(start + 1, min(len(weights), start + most) + 1):
                if not fits(start, stop):
                    continue
                worse = cost + ((total[stop] - total[start]) / target - 1) ** 2
                if stop not in layer or worse < layer[stop][0]:
                    layer[stop] = (worse, start)
        best.append(layer)
    stops, at = [], len(weights)
    for layer in reversed(best[1:]):
        stops.append(at)
        at = layer[at][1]
    return stops[::-1]
