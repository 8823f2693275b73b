"""Random processes made of blocks inside each other, and what they mean without any tokens.

A block knows how to draw itself and, on its own and without looking at a diagram, which user
tasks are open in it: a second, independent reading of the same structure.
"""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from random import Random

from tests.core.bpmn import drawing as d


class Names:
    """Ids that are used once."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def new(self, kind: str) -> str:
        return f"{kind}{next(self._numbers)}"


class Block(ABC):
    """A part of a process with one way in and one way out.

    Attributes:
        first: Id of the element that is entered first.
        last: Id of the element that is left last.
    """

    first: str
    last: str

    @abstractmethod
    def draw(self) -> list[str]:
        """The fragments of the diagram."""

    @abstractmethod
    def begin(self) -> None:
        """A token arrives."""

    @abstractmethod
    def open(self) -> list[str]:
        """The ids of the user tasks that are open in it, one that is open twice is listed twice."""

    @abstractmethod
    def complete(self, task: str) -> None:
        """One of them is completed."""

    @property
    @abstractmethod
    def over(self) -> bool:
        """Whether the token has left it."""


class Task(Block):
    """A user task, or a step that needs nobody."""

    def __init__(self, names: Names, *, automatic: bool) -> None:
        self.first = self.last = names.new("step" if automatic else "task")
        self._automatic = automatic
        self._over = False

    def draw(self) -> list[str]:
        return [d.task(self.first) if self._automatic else d.user_task(self.first)]

    def begin(self) -> None:
        self._over = self._automatic

    def open(self) -> list[str]:
        return [] if self._over else [self.first]

    def complete(self, task: str) -> None:
        assert task == self.first
        self._over = True

    @property
    def over(self) -> bool:
        return self._over


class Sequence(Block):
    """One block after the other."""

    def __init__(self, parts: list[Block]) -> None:
        self._parts = parts
        self._at = 0
        self.first, self.last = parts[0].first, parts[-1].last

    def draw(self) -> list[str]:
        drawn = [fragment for part in self._parts for fragment in part.draw()]
        pairs = itertools.pairwise(self._parts)
        return drawn + [d.flow(one.last, other.first) for one, other in pairs]

    def begin(self) -> None:
        self._at = 0
        self._parts[0].begin()
        self._go_on()

    def _go_on(self) -> None:
        while self._parts[self._at].over and self._at + 1 < len(self._parts):
            self._at += 1
            self._parts[self._at].begin()

    def open(self) -> list[str]:
        return self._parts[self._at].open()

    def complete(self, task: str) -> None:
        self._parts[self._at].complete(task)
        self._go_on()

    @property
    def over(self) -> bool:
        return self._at + 1 == len(self._parts) and self._parts[self._at].over


class Split(Block):
    """Some of several blocks side by side: all, one, or those whose condition holds."""

    def __init__(self, names: Names, kind: str, branches: list[Block], taken: list[int]) -> None:
        self._kind, self._branches, self._taken = kind, branches, taken
        self.first, self.last = names.new(kind), names.new(f"{kind}_join")

    def draw(self) -> list[str]:
        gateway = {"parallel": d.parallel, "exclusive": d.exclusive, "inclusive": d.inclusive}
        drawn = [gateway[self._kind](self.first), gateway[self._kind](self.last)]
        for i, branch in enumerate(self._branches):
            when = None if self._kind == "parallel" else f"={str(i in self._taken).lower()}"
            drawn += branch.draw()
            drawn += [d.flow(self.first, branch.first, when), d.flow(branch.last, self.last)]
        return drawn

    def _running(self) -> list[Block]:
        return [self._branches[i] for i in self._taken]

    def begin(self) -> None:
        for branch in self._running():
            branch.begin()

    def open(self) -> list[str]:
        return [task for branch in self._running() for task in branch.open()]

    def complete(self, task: str) -> None:
        next(branch for branch in self._running() if task in branch.open()).complete(task)

    @property
    def over(self) -> bool:
        return all(branch.over for branch in self._running())


class Loop(Block):
    """A block that is gone through a number of times."""

    def __init__(self, names: Names, body: Block, times: int) -> None:
        self._body, self._times, self._left = body, times, 0
        self.first, self.last = names.new("again"), names.new("enough")
        self._count = names.new("count")

    def draw(self) -> list[str]:
        inside, counted, more = (f"{self._count}_{what}" for what in ("in", "up", "more"))
        count = f"=get or else({self._count}, 0) + 1"
        return [
            d.exclusive(self.first),
            d.exclusive(inside),
            *self._body.draw(),
            d.script_task(counted, script=count, result=self._count),
            d.exclusive(more),
            # The loop may be in a loop itself, so the next time it counts from the start.
            d.script_task(self.last, script="=0", result=self._count),
            d.flow(self.first, inside),
            d.flow(inside, self._body.first),
            d.flow(self._body.last, counted),
            d.flow(counted, more),
            d.flow(more, inside, f"={self._count} < {self._times}"),
            d.flow(more, self.last, f"={self._count} >= {self._times}"),
        ]

    def begin(self) -> None:
        self._left = self._times
        self._body.begin()
        self._go_on()

    def _go_on(self) -> None:
        while self._body.over and self._left > 0:
            self._left -= 1
            if self._left:
                self._body.begin()

    def open(self) -> list[str]:
        return self._body.open()

    def complete(self, task: str) -> None:
        self._body.complete(task)
        self._go_on()

    @property
    def over(self) -> bool:
        return self._left == 0


class Inside(Block):
    """A subprocess."""

    def __init__(self, names: Names, body: Block) -> None:
        self._body = body
        self.first = self.last = names.new("part")

    def draw(self) -> list[str]:
        begin, end = f"{self.first}_start", f"{self.first}_end"
        return [
            d.subprocess(
                self.first,
                d.start(begin),
                d.end(end),
                *self._body.draw(),
                d.flow(begin, self._body.first),
                d.flow(self._body.last, end),
            )
        ]

    def begin(self) -> None:
        self._body.begin()

    def open(self) -> list[str]:
        return self._body.open()

    def complete(self, task: str) -> None:
        self._body.complete(task)

    @property
    def over(self) -> bool:
        return self._body.over


class Several(Block):
    """A user task for several people, at once or one after the other."""

    def __init__(self, names: Names, times: int, *, sequential: bool) -> None:
        self._times, self._sequential, self._left = times, sequential, 0
        self.first = self.last = names.new("several")

    def draw(self) -> list[str]:
        loop = d.times(f"={self._times}", sequential=self._sequential)
        return [d.user_task(self.first, loop)]

    def begin(self) -> None:
        self._left = self._times

    def open(self) -> list[str]:
        return [self.first] * (min(self._left, 1) if self._sequential else self._left)

    def complete(self, task: str) -> None:
        assert task == self.first
        self._left -= 1

    @property
    def over(self) -> bool:
        return self._left == 0


def random_block(rng: Random, names: Names, depth: int) -> Block:
    """A block of at most so many levels."""
    kind = rng.choice(["task", "step", "several"] if depth == 0 else _KINDS)
    inner = depth - 1
    if kind in ("task", "step"):
        return Task(names, automatic=kind == "step")
    if kind == "several":
        return Several(names, rng.randint(0, 3), sequential=rng.random() < 0.5)
    if kind == "loop":
        return Loop(names, random_block(rng, names, inner), rng.randint(1, 3))
    if kind == "inside":
        return Inside(names, random_block(rng, names, inner))
    parts = [random_block(rng, names, inner) for _ in range(rng.randint(2, 3))]
    if kind == "sequence":
        return Sequence(parts)
    everyone = list(range(len(parts)))
    if kind == "exclusive":
        return Split(names, kind, parts, [rng.choice(everyone)])
    some = sorted(rng.sample(everyone, rng.randint(1, len(parts))))
    return Split(names, kind, parts, everyone if kind == "parallel" else some)


_KINDS = [
    "task", "sequence", "sequence", "parallel", "parallel", "exclusive", "inclusive", "inclusive",
    "loop", "inside", "several",
]  # fmt: skip
