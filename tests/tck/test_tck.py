"""Every case of the TCK in the folder that PASSERELLE_TCK names."""

from __future__ import annotations

import datetime
import os
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from engine.core import dmn
from tests.tck.cases import Case, cases_in
from tests.tck.compare import agrees

FOLDER: Final = os.environ.get("PASSERELLE_TCK")
NOW: Final = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)

# The one reason that counts: these call a function in Java, which is never run.
JAVA: Final = frozenset(
    f"0076-feel-external-java/0076-feel-external-java-test-01/{case}"
    for case in (
        "boxed_001", "literal_001", "literal_002", "literal_005", "literal_006", "literal_007",
        "literal_010", "literal_011", "literal_012", "varargs_001",
    )
)  # fmt: skip

CASES: Final = list(cases_in(Path(FOLDER))) if FOLDER else []


@pytest.mark.skipif(FOLDER is None, reason="PASSERELLE_TCK names no folder of the DMN TCK")
def test_the_tck_is_there() -> None:
    assert len(CASES) > 1000


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.id,
            marks=pytest.mark.xfail(reason="a function in Java", strict=True)
            if case.id in JAVA
            else (),
        )
        for case in CASES
    ],
)
def test_case(case: Case) -> None:
    model = _model(case.model, case.others)
    for expected in case.expected:
        name = case.invocable or expected.node
        result = model.evaluate(name, case.inputs, now=NOW)
        value = result.value
        notes = [str(warning) for warning in result.warnings]
        assert agrees(value, expected.value), f"{expected.node}: {value!r}, {notes}"


@cache
def _model(path: Path, others: tuple[Path, ...]) -> dmn.Model:
    return dmn.read(path.read_bytes(), imports=[other.read_bytes() for other in others])
