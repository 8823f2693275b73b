"""What the benchmarks share: a timing that can be trusted, a table, and a JSON file."""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    Attributes:
        name: What was measured.
        median: Median of all rounds, or the figure itself, in `unit`.
        low: Smallest round, or that of the smallest part.
        high: Largest round, or that of the largest part.
        unit: Of the three.
        target: The largest median that was promised, None where nothing was.
        least: The smallest that was promised, where more is better.
    """

    name: str
    median: float
    low: float
    high: float
    unit: str = "µs"
    target: float | None = None
    least: float | None = None

    @property
    def promise(self) -> str:
        """What was promised, such as `≤ 5 µs`; the unit alone where nothing was."""
        if self.target is not None:
            return f"≤ {self.target:g} {self.unit}"
        return f"≥ {self.least:g} {self.unit}" if self.least is not None else self.unit


def median_of(name: str, rounds: Sequence[float], unit: str, **promised: float) -> Figure:
    """The figure of some rounds; `promised` is `target` or `least`."""
    return Figure(name, statistics.median(rounds), min(rounds), max(rounds), unit=unit, **promised)


def time_call(name: str, call: Callable[[], object], *, target: float | None = None) -> Figure:
    """Microseconds per call: 15 rounds of about 20 ms each, without garbage collection."""
    count = 1
    while _seconds(call, count) < 0.02:
        count *= 2
    gc.disable()
    try:
        rounds = [_seconds(call, count) / count * 1e6 for _ in range(15)]
    finally:
        gc.enable()
    return Figure(name, statistics.median(rounds), min(rounds), max(rounds), target=target)


def report(
    title: str, figures: Sequence[Figure], json_file: Path | None, *, notes: Sequence[str] = ()
) -> None:
    """Print the figures as a table, and write them to a file where one is named.

    Args:
        title: Stands above it.
        figures: One line each.
        json_file: Where to write the same, None for nowhere.
        notes: Stand below it: what was and was not measured.
    """
    print(f"{title}\n{machine()}\n")
    width = max(len(figure.name) for figure in figures)
    print(f"{'':{width}}  {'figure':>10}  {'min':>10}  {'max':>10}  target")
    for f in figures:
        numbers = "  ".join(f"{value:10.2f}" for value in (f.median, f.low, f.high))
        print(f"{f.name:{width}}  {numbers}  {f.promise}")
    print(*(f"\n{note}" for note in notes), sep="", end="\n" if notes else "")
    if json_file is not None:
        content = {"title": title, "machine": machine(), "figures": [asdict(f) for f in figures]}
        content["notes"] = list(notes)
        json_file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def machine() -> str:
    """The machine in one line: processors, system, Python."""
    return f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"


def arguments(description: str, *, count: int | None = None) -> argparse.Namespace:
    """The command line that every benchmark has: `--json FILE`.

    Args:
        description: What the benchmark measures.
        count: The default of `--count N`; None where there is nothing to count.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", type=Path, default=None, help="write the figures to this file")
    if count is not None:
        parser.add_argument("--count", type=int, default=count, help=f"how many, else {count:,}")
    return parser.parse_args()


def _seconds(call: Callable[[], object], count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        call()
    return time.perf_counter() - start
