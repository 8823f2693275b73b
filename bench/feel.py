"""How fast expressions and decision tables are, beside npm's @bpmn-io/feelin."""

from __future__ import annotations

import json
import os
import subprocess
from decimal import Decimal
from pathlib import Path

from bench.measure import Figure, arguments, report, time_call
from engine.core import dmn, feel

CONDITION = 'risk score > 15 and days >= 30 and status = "active"'
CONTEXT = {"risk score": Decimal(18), "days": Decimal(42), "status": "active"}
CELL = "[6..12), > 24"
ORACLE = Path(__file__).parent.parent / "tests" / "oracle"
TABLE = Path(__file__).parent / "feel-table.dmn"
INPUTS = {
    "level": "high",
    "position": "follower",
    "engagement": "engaged",
    "months": Decimal(14),
    "incidents": Decimal(0),
}

RIVAL = """
import { evaluate } from '@bpmn-io/feelin';
const [text, context] = JSON.parse(process.argv[1]);
const call = () => evaluate(text, context);
const seconds = (n) => {
  const start = process.hrtime.bigint();
  for (let i = 0; i < n; i++) call();
  return Number(process.hrtime.bigint() - start) / 1e9;
};
let n = 1;
while (seconds(n) < 0.05) n *= 2;
for (let i = 0; i < 10; i++) seconds(n);
const rounds = Array.from({ length: 15 }, () => seconds(n) / n * 1e6);
console.log(JSON.stringify({ value: call().value, rounds }));
"""


def rival() -> Figure | None:
    """Feelin's evaluate (which parses at every call), warmed up; None where it is not there."""
    node = os.environ.get("PASSERELLE_NODE")
    if not node or not (ORACLE / "node_modules").is_dir():
        return None
    context = {name: float(v) if isinstance(v, Decimal) else v for name, v in CONTEXT.items()}
    done = subprocess.run(  # noqa: S603 - our own program, no shell
        [node, "--input-type=module", "-e", RIVAL, json.dumps([CONDITION, context])],
        cwd=ORACLE,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    said = json.loads(done.stdout)
    if said["value"] is not feel.evaluate(CONDITION, CONTEXT):
        raise SystemExit(f"feelin says {said['value']} where we do not: nothing to compare")
    rounds = sorted(said["rounds"])
    return Figure(
        "@bpmn-io/feelin: parse and evaluate", rounds[len(rounds) // 2], rounds[0], rounds[-1]
    )


def main() -> None:
    """Measure, print, and say how the two compare."""
    options = arguments("How fast expressions and decision tables are.")
    expression = feel.parse(CONDITION)
    cell = feel.parse_unary_tests(CELL)
    model = dmn.read(TABLE.read_bytes())
    figures = [
        time_call("condition: evaluate", lambda: expression.evaluate(CONTEXT), target=5),
        time_call("condition: parse", lambda: feel.parse(CONDITION), target=300),
        time_call("condition: parse and evaluate", lambda: feel.evaluate(CONDITION, CONTEXT)),
        time_call("cell: test", lambda: cell.test(INPUTS["months"])),
        time_call("cell: parse", lambda: feel.parse_unary_tests(CELL)),
        time_call(
            "table of 9 rules and 5 inputs",
            lambda: model.evaluate("Intensity", INPUTS),
            target=60,
        ),
    ]
    other = rival()
    if other is not None:
        figures.append(other)
    report("FEEL and DMN, µs per call", figures, options.json)
    if other is None:
        print("\n@bpmn-io/feelin is not installed here: no comparison")
    else:
        print(f"\nevaluate is {other.median / figures[0].median:.0f} times as fast as feelin,")
        print(f"parse and evaluate together {other.median / figures[2].median:.1f} times")


if __name__ == "__main__":
    main()
