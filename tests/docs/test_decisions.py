"""Every table, value and command on the page Decisions is run."""

import re
import shlex
from dataclasses import dataclass
from typing import Final

import pytest

from engine import cli
from engine.core import dmn, feel
from engine.core.feel.limits import DEFAULT_LIMITS
from tests.core.dmn.building import column, decision, definitions, input_data, output, table
from tests.docs.examples import DOCS, Example, examples

PAGE: Final = "decisions.md"
TEXT: Final = (DOCS / PAGE).read_text("utf-8")
POLICIES: Final = {
    "U": "UNIQUE", "A": "ANY", "P": "PRIORITY", "F": "FIRST", "R": "RULE ORDER",
    "O": "OUTPUT ORDER", "C": "COLLECT", "C+": "COLLECT", "C<": "COLLECT", "C>": "COLLECT",
    "C#": "COLLECT",
}  # fmt: skip
AGGREGATIONS: Final = {"C+": "SUM", "C<": "MIN", "C>": "MAX", "C#": "COUNT"}
VALUES: Final = examples(PAGE, "decision")
COMMANDS: Final = [
    (command, shown.splitlines())
    for block in re.findall(r"^```sh\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    for command, _, shown in [block.removeprefix("$ ").partition("\n")]
]


@dataclass(frozen=True)
class Table:
    """A table of the page: its lines as cells, outputs in bold, the hit policy in the corner."""

    head: list[str]
    lines: list[list[str]]

    def document(self) -> str:
        inputs, outputs = self._columns("inputs"), self._columns("outputs")
        wanted = [at for at, _ in (*inputs, *outputs)]
        rules = [
            [line[at] for at in wanted]
            for line in self.lines
            if line[0] not in ("values", "default")
        ]
        policy = self.head[0]
        more = {"aggregation": AGGREGATIONS[policy]} if policy in AGGREGATIONS else {}
        made = table(
            [column(name, values=self._row("values", at)) for at, name in inputs],
            [
                output(name, values=self._row("values", at), default=self._row("default", at))
                for at, name in outputs
            ],
            rules,
            hit=POLICIES[policy],
            **more,
        )
        names = [name for _, name in inputs]
        return definitions(*map(input_data, names), decision("d", made, needs=names))

    def _columns(self, kind: str) -> list[tuple[int, str]]:
        bold = [at for at, name in enumerate(self.head) if name.startswith("**")]
        wanted = range(1, bold[0]) if kind == "inputs" else bold
        return [(at, self.head[at].strip("*")) for at in wanted]

    def _row(self, name: str, at: int) -> str | None:
        return next((line[at] for line in self.lines if line[0] == name and line[at]), None)


def cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]


def table_before(example: Example) -> Table:
    """The last table that stands before an example."""
    above = "\n".join(TEXT.splitlines()[: example.line])
    written = re.findall(r"(?:^\|.*\n)+", above, re.MULTILINE)[-1].splitlines()
    return Table(cells(written[0]), [cells(line) for line in written[2:]])


@pytest.mark.parametrize("example", VALUES, ids=str)
def test_a_table_gives_the_value_behind_the_arrow(example):
    model = dmn.read(table_before(example).document())
    inputs = feel.from_json(example.text)

    result = model.evaluate("d", inputs)

    assert model.problems == ()
    assert result.value == feel.evaluate(example.result, strict=True), result.warnings


def test_the_check_finds_in_the_table_what_the_page_says():
    block = re.search(r"^```check\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    line = TEXT.count("\n", 0, block.start())
    model = dmn.read(table_before(Example(line, {}, "", "")).document())

    found = [f"{p.severity}: {p.message}".replace("'d'", "'risk class'") for p in dmn.check(model)]

    assert found == block[1].splitlines()


@pytest.mark.parametrize(("command", "shown"), COMMANDS)
def test_a_command_shows_what_the_page_says(command, shown, capsys, monkeypatch):
    monkeypatch.chdir(DOCS.parent)
    program, *arguments = shlex.split(command)

    cli.main(arguments)

    printed = capsys.readouterr()
    assert program == "passerelle"
    assert sorted(shown) == sorted([*printed.out.splitlines(), *printed.err.splitlines()])


def test_the_page_shows_every_hit_policy():
    shown = {table_before(example).head[0] for example in VALUES}

    assert shown == set(POLICIES)
    assert len(COMMANDS) > 4


def test_the_limits_are_those_of_the_engine():
    limits = " ".join(TEXT.partition("## Limits")[2].split())

    assert f"at most {DEFAULT_LIMITS.steps:,} steps" in limits
    assert f"at most {DEFAULT_LIMITS.list_items:,} items" in limits
    assert f"at most {DEFAULT_LIMITS.call_depth} deep" in limits
    assert f"The first {DEFAULT_LIMITS.warnings} warnings" in limits


def test_the_example_file_has_no_problems():
    model = dmn.read((DOCS / "examples" / "risk-class.dmn").read_bytes())

    assert model.problems == ()
    assert [one.name for one in model.decisions] == [
        "Risk class",
        "Housing",
        "Reassessment interval",
    ]
