"""Long work: chance that does not depend on how it was split, progress, cancelling, other processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from typing import Any, TypeVar

import numpy as np

from senim_analysis.errors import Cancelled

Value = TypeVar("Value")
Progress = Callable[[float], None]
Cancel = Callable[[], bool]
#: Replications that share one stream of chance. The answer is the same however many workers take the blocks.
BLOCK = 32


def blocks(count: int, size: int = BLOCK) -> list[int]:
    """The sizes of the blocks that `count` replications make."""
    return [min(size, count - start) for start in range(0, count, size)]


def streams(seed: int | None, count: int) -> list[np.random.SeedSequence]:
    """One independent stream for each block, always the same for the same seed."""
    return np.random.SeedSequence(seed).spawn(count)


def run(
    task: Callable[..., Value],
    arguments: list[tuple[Any, ...]],
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Iterator[Value]:
    """Results in the order of the arguments, here or in an executor. Raises Cancelled between two results."""
    total = max(1, len(arguments))
    futures = [executor.submit(task, *one) for one in arguments] if executor else None
    for place, one in enumerate(arguments):
        if cancel is not None and cancel():
            for future in futures or ():
                future.cancel()
            raise Cancelled
        yield futures[place].result() if futures else task(*one)
        if progress is not None:
            progress((place + 1) / total)
