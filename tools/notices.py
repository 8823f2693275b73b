"""THIRD-PARTY-NOTICES: what Passerelle needs at run time, and under which licences."""

from __future__ import annotations

from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

FILE = Path(__file__).resolve().parent.parent / "THIRD-PARTY-NOTICES"
LICENCE_NAMES = ("licen", "copying", "notice", "authors")
RULE = "=" * 80
HEAD = """\
Passerelle is licensed under the Apache License 2.0: see LICENSE.
When it runs it needs the packages below, each under a licence of its own.
This file is written by `./run notices` from the packages themselves.
"""


def main() -> None:
    """Write the file."""
    FILE.write_text(notices(), "utf-8")
    print(f"{FILE.name}: {', '.join(d.name for d in needed_by('passerelle'))}")


def notices() -> str:
    """The whole file, packages by name."""
    return "\n".join([HEAD, *map(_notice, needed_by("passerelle"))])


def needed_by(name: str) -> list[Distribution]:
    """The installed distributions that one needs, directly or through others, by name.

    Extras are left out: they are the choice of whoever installs them.
    """
    found: dict[str, Distribution] = {}
    names = _requirements(distribution(name))
    while names:
        needed = distribution(names.pop())
        if needed.name not in found:
            found[needed.name] = needed
            names += _requirements(needed)
    return sorted(found.values(), key=lambda one: one.name.lower())


def _requirements(one: Distribution) -> list[str]:
    requirements = map(Requirement, one.requires or [])
    return [r.name for r in requirements if r.marker is None or r.marker.evaluate({"extra": ""})]


def _notice(one: Distribution) -> str:
    said = one.metadata.json
    licence = said.get("license_expression") or said.get("license") or "see the text"
    head = f"{RULE}\n{one.name} {one.version}\nLicence: {licence}\n{RULE}\n"
    return "\n".join([head, *_licence_texts(one)])


def _licence_texts(one: Distribution) -> list[str]:
    files = [file for file in one.files or [] if ".dist-info" in str(file)]
    texts = [file for file in files if file.name.lower().startswith(LICENCE_NAMES)]
    return [_tidy(file.read_text(encoding="utf-8")) for file in sorted(texts)]


def _tidy(text: str) -> str:
    lines = text.strip("\n").splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


if __name__ == "__main__":
    main()
