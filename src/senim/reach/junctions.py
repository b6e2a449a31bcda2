"""From a network with a node every thirty metres to its crossings: what a web process searches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Crossings:
    """Each node's stretch: the crossings a, b at its ends and the metres to them; and the graph of crossings, where
    `to[first[i]:first[i+1]]` are the neighbours of crossing i and `length` the metres to them."""

    a: Any
    b: Any
    da: Any
    db: Any
    first: Any
    to: Any
    length: Any


class _Walker:
    """Follows every stretch from a crossing to the next one."""

    def __init__(self, start: Any, end: Any, metres: Any, size: int) -> None:
        self.near: list[list[tuple[int, float]]] = [[] for _ in range(size)]
        for one, other, far in zip(start.tolist(), end.tolist(), metres.tolist(), strict=True):
            self.near[one].append((other, far))
            self.near[other].append((one, far))
        self.number = np.full(size, -1)
        self.a, self.b = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)
        self.da, self.db = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
        self.edges: list[tuple[int, int, float]] = []

    def name(self, node: int, number: int) -> None:
        self.number[node] = self.a[node] = self.b[node] = number

    def stretches(self, node: int) -> None:
        for step, far in self.near[node]:
            way, metres, before, at = [], [far], node, step
            while self.number[at] < 0:
                way.append(at)
                after, further = next(one for one in self.near[at] if one[0] != before)
                before, at = at, after
                metres.append(metres[-1] + further)
            self._keep(node, way, metres, at)

    def _keep(self, node: int, way: list[int], metres: list[float], at: int) -> None:
        begin, end = int(self.number[node]), int(self.number[at])
        self.edges.append((begin, end, metres[-1]))
        if begin <= end:  # the other direction of the same stretch says the same
            self.a[way], self.b[way] = begin, end
            self.da[way] = metres[:-1]
            self.db[way] = metres[-1] - np.array(metres[:-1], dtype=np.float32)


def crossings(start: Any, end: Any, metres: Any, size: int) -> Crossings:
    """The crossings of a network. A ring without any gets one of its nodes as a crossing."""
    walker = _Walker(start, end, metres, size)
    named = [node for node in range(size) if len(walker.near[node]) != 2]
    for number, node in enumerate(named):
        walker.name(node, number)
    for node in named:
        walker.stretches(node)
    reached = np.zeros(size, dtype=bool)
    reached[named] = True
    reached |= walker.da > 0
    for node in range(size):
        if not reached[node]:
            named.append(node)
            walker.name(node, len(named) - 1)
            walker.stretches(node)
            reached |= (walker.da > 0) | (walker.number >= 0)
    return _graph(walker, len(named))


def _graph(walker: _Walker, count: int) -> Crossings:
    edges = sorted(set(walker.edges))
    begin = np.array([one[0] for one in edges], dtype=np.int64)
    first = np.concatenate(([0], np.cumsum(np.bincount(begin, minlength=count)))).astype(np.int32)
    to = np.array([one[1] for one in edges], dtype=np.int32)
    length = np.array([one[2] for one in edges], dtype=np.float32)
    return Crossings(walker.a, walker.b, walker.da, walker.db, first, to, length)
