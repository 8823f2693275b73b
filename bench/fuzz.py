"""How long one expression may hold up a worker: latency over random and damaged texts.

Half of all texts are damaged, a few of them with pieces made to hurt; `tests.core.feel.fuzzing`
makes them. Time is that of the processor, so that other programs do not count.
"""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Callable, Sequence

from bench.measure import Figure, arguments, report
from engine.core import feel
from tests.core.feel.fuzzing.sample import NOW, Sample, sample

COUNT = 20_000
BLOCKS = 10
WORST = 5


def main() -> None:
    """Measure, print, and name the slowest texts."""
    options = arguments("Latency of random and damaged expressions.", count=COUNT)
    count = max(options.count, BLOCKS)
    micros = [measured(sample(seed)) for seed in range(count)]
    figures = [
        figure("median", micros, statistics.median),
        figure("99th percentile", micros, percentile, target=1000),
        figure("maximum", micros, max),
    ]
    report(f"Parse and evaluate {count:,} texts, µs per text", figures, options.json)
    print("\nThe slowest:")
    for seed in sorted(range(count), key=micros.__getitem__, reverse=True)[:WORST]:
        print(f"{micros[seed] / 1000:8.1f} ms  seed {seed}  {ascii(sample(seed).text)[:60]}")


def measured(it: Sample) -> float:
    """Microseconds of processor time that one text takes, whatever becomes of it."""
    start = time.thread_time()
    with contextlib.suppress(feel.FeelError):
        feel.parse(it.text, dialect=it.dialect).evaluate(it.context, now=NOW)
    return (time.thread_time() - start) * 1e6


def figure(
    name: str,
    micros: Sequence[float],
    of: Callable[[Sequence[float]], float],
    *,
    target: float | None = None,
) -> Figure:
    """A figure of all texts, with the smallest and largest that a tenth of them alone gives."""
    tenths = [of(micros[i::BLOCKS]) for i in range(BLOCKS)]
    return Figure(name, of(micros), min(tenths), max(tenths), target=target)


def percentile(micros: Sequence[float]) -> float:
    """The time that 99 of 100 texts keep to."""
    return sorted(micros)[len(micros) * 99 // 100]


if __name__ == "__main__":
    main()
