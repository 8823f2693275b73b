"""Values that @bpmn-io/feelin gives, all expressions in one process of node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ORACLE: Final = Path(__file__).parents[3] / "oracle"
NODE: Final = os.environ.get("PASSERELLE_NODE") or shutil.which("node")
IS_THERE: Final = bool(NODE) and (ORACLE / "node_modules/@bpmn-io/feelin").is_dir()

_SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class Failure:
    """Feelin threw an error instead of giving a value."""

    message: str


def values(expressions: Iterable[tuple[str, Mapping[str, object]]]) -> list[object]:
    """The value, in terms of JSON, or the Failure of every expression in its context.

    Local time is UTC; names of days and months are English.
    """
    lines = "".join(json.dumps([text, context]) + "\n" for text, context in expressions)
    done = subprocess.run(
        [str(NODE), "evaluate.mjs"],
        input=lines,
        cwd=ORACLE,
        env={"TZ": "UTC", "LC_ALL": "en_US.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
        timeout=_SECONDS,
    )
    answers = map(json.loads, done.stdout.splitlines())
    return [Failure(one["error"]) if "error" in one else one["value"] for one in answers]
