"""What is filled in each time, as the rivals take it: values, not what a browser sends."""

from __future__ import annotations

import json
from pathlib import Path

VALUES: dict[str, object] = json.loads((Path(__file__).parent / "values.json").read_text("utf-8"))
