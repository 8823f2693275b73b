"""`passerelle feel`, `decide` and `check`: for who writes expressions and decisions."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.core import dmn, feel
from engine.errors import PasserelleError


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `feel`, `decide` and `check` to the commands of the command line."""
    expression = commands.add_parser("feel", help="evaluate a FEEL expression")
    expression.add_argument("expression")
    expression.add_argument("--context", default="{}", metavar="JSON", help="the variables")
    expression.add_argument("--dialect", choices=["camunda"], help="additional functions")
    expression.add_argument(
        "--lenient", action="store_true", help="null and a warning instead of an error"
    )
    expression.set_defaults(command=_feel)

    decide = commands.add_parser("decide", help="evaluate a decision of a DMN file")
    decide.add_argument("file", type=Path)
    decide.add_argument("decision", help="name or id of a decision or decision service")
    decide.add_argument("--inputs", default="{}", metavar="JSON", help="the input data")
    decide.add_argument("--import", dest="imports", type=Path, action="append", default=[])
    decide.set_defaults(command=_decide)

    check = commands.add_parser("check", help="check the decisions of a DMN file")
    check.add_argument("file", type=Path)
    check.add_argument("--import", dest="imports", type=Path, action="append", default=[])
    check.set_defaults(command=_check)


def _feel(options: argparse.Namespace) -> int:
    context = _context(options.context, "--context")
    warnings: list[feel.FeelWarning] = []
    try:
        value = feel.evaluate(
            options.expression,
            context,
            now=_now(),
            strict=not options.lenient,
            dialect=options.dialect,
            warnings=warnings,
        )
    except feel.FeelError as error:
        print(f"error: {error}", file=sys.stderr)
        _point_at(error.position, options.expression)
        return 1
    _print_warnings(warnings)
    print(feel.to_json(value))
    return 0


def _point_at(position: feel.Position | None, text: str) -> None:
    """Show the line of an expression that has an error, and mark the place."""
    if position is None:
        return
    line = text.split("\n")[position.line - 1]
    width = max(1, min(len(position.text.split("\n")[0]), len(line) - position.column + 1))
    print(f"  {line}\n  {' ' * (position.column - 1)}{'^' * width}", file=sys.stderr)


def _decide(options: argparse.Namespace) -> int:
    model = _model(options)
    inputs = _context(options.inputs, "--inputs")
    _print_warnings([p for p in model.problems if p.severity == "error"])
    result = model.evaluate(options.decision, inputs, now=_now())
    _print_warnings(result.warnings)
    print(feel.to_json(result.value))
    for matched in result.matched_rules:
        notes = f" ({'; '.join(matched.annotations)})" if any(matched.annotations) else ""
        print(f"rule {matched.rule} of {matched.decision}{notes}", file=sys.stderr)
    return 1 if result.value is None and result.warnings else 0


def _check(options: argparse.Namespace) -> int:
    model = _model(options)
    findings = [*model.problems, *dmn.check(model)]
    for finding in findings:
        print(finding)
    errors = sum(finding.severity == "error" for finding in findings)
    print(f"{_count(errors, 'error')}, {_count(len(findings) - errors, 'warning')}")
    return 1 if errors else 0


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _model(options: argparse.Namespace) -> dmn.Model:
    return dmn.read(
        options.file.read_bytes(), imports=[path.read_bytes() for path in options.imports]
    )


def _context(text: str, option: str) -> dict[str, object]:
    """The variables; dates and the like as `{"@type": "date", "value": "2027-01-31"}`."""
    value = feel.from_json(text)
    if not isinstance(value, dict):
        raise PasserelleError(f'{option} must be a JSON object such as {{"risk score": 18}}')
    return value


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()


def _print_warnings(warnings: Sequence[object]) -> None:
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
