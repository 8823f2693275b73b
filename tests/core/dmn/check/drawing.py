"""Decision tables drawn in a few lines, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from engine.core import dmn
from engine.core.dmn import Model, Problem

_NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"
_PROGRAMME = "https://passerelle.example/schema/programme/1.0"


@dataclass(frozen=True)
class Drawing:
    """A table as a manager draws it: every row holds the cells of the inputs, then the output.

    Attributes:
        inputs: The expression of each input, with its type.
        allowed: The allowed values of an input, by its expression.
        extra: XML inside an input, by its expression.
        output_values: The values of the output, highest priority first.
    """

    inputs: Mapping[str, str]
    rows: Sequence[Sequence[str]]
    policy: str = "UNIQUE"
    allowed: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    output_values: str = ""
    default: str = ""
    types: str = ""
    data: str = ""

    def xml(self) -> str:
        """The document; the decision is called Risk class, rules r1, r2, ..."""
        data = self.data or "".join(
            f'<inputData id="data_{i}" name="{escape(name)}">'
            f'<variable name="{escape(name)}" typeRef="{kind}"/></inputData>'
            for i, (name, kind) in enumerate(self.inputs.items())
        )
        needs = "".join(
            f'<informationRequirement><requiredInput href="#data_{i}"/></informationRequirement>'
            for i in range(len(self.inputs))
        )
        return (
            f'<definitions xmlns="{_NAMESPACE}" xmlns:programme="{_PROGRAMME}"'
            f' id="risk" name="risk" namespace="urn:risk">{self.types}{data}'
            f'<decision id="decision" name="Risk class"><variable name="Risk class"/>{needs}'
            f'<decisionTable id="table" hitPolicy="{self.policy}">{self._columns()}'
            f"{''.join(map(self._rule, range(len(self.rows))))}</decisionTable></decision>"
            "</definitions>"
        )

    def _columns(self) -> str:
        inputs = "".join(
            f'<input id="input_{i}">{self.extra.get(name, "")}'
            f'<inputExpression typeRef="{kind}"><text>{escape(name)}</text></inputExpression>'
            f"{_tests('inputValues', self.allowed.get(name, ''))}</input>"
            for i, (name, kind) in enumerate(self.inputs.items())
        )
        default = _tests("defaultOutputEntry", self.default)
        values = _tests("outputValues", self.output_values)
        return f'{inputs}<output id="out">{values}{default}</output>'

    def _rule(self, i: int) -> str:
        *tests, output = self.rows[i]
        cells = "".join(_text("inputEntry", test) for test in tests)
        return f'<rule id="r{i + 1}">{cells}{_text("outputEntry", output)}</rule>'

    def read(self) -> Model:
        """The model."""
        return dmn.read(self.xml())

    def check(self) -> list[str]:
        """What the check says, each finding as `severity element: message`."""
        return [f"{p.severity} {p.element_id}: {p.message}" for p in self.problems()]

    def problems(self) -> tuple[Problem, ...]:
        """What the check finds in a model that could be read without a problem."""
        model = self.read()
        assert model.problems == ()
        return dmn.check(model)


def _tests(element: str, text: str) -> str:
    return _text(element, text) if text else ""


def _text(element: str, text: str) -> str:
    return f"<{element}><text>{escape(text)}</text></{element}>"
