"""The built styles and scripts, by the names of their sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from flask import Flask, url_for

BUILD: Final = Path(__file__).resolve().parent / "static" / "build"


def install(app: Flask) -> None:
    """Give templates `asset(name)`: the address of a built file, None where it is not built.

    The manifest is read once. Without it pages still work, plainly, and the log says why.
    """
    files = read_manifest(BUILD / "manifest.json")
    if not files:
        app.logger.warning("the front end is not built: pages have no styles; call `./run`")

    def asset(name: str) -> str | None:
        built = files.get(name)
        return url_for("static", filename=f"build/{built}") if built else None

    app.add_template_global(asset)


def read_manifest(file: Path) -> dict[str, str]:
    """Names of sources to names of built files; empty where nothing is built."""
    if not file.is_file():
        return {}
    said = json.loads(file.read_text("utf-8"))
    return {str(name): str(built) for name, built in said.items()}
