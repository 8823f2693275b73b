"""The house rules that a machine can check; each test fails when its rule is broken."""

import configparser
import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOUSE = Path(__file__).resolve().parent.parent
LONGEST = 250

# Files that may be longer than the wall, each with its reason: tables and grammars only.
LONG_FILES: dict[str, str] = {"engine/store/tables.py": "tables, which are read side by side"}

# Put together from parts, so that this file does not contain what it looks for.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "npmjs", "com"),
        ("registry", "yarnpkg", "com"),
        ("npm", "pkg", "github", "com"),
        ("conda", "anaconda", "org"),
    )
]
LOCKS = [
    "requirements.lock",
    "tests/oracle/package-lock.json",
    "webui/frontend/package-lock.json",
    "bench/rivals/package-lock.json",
]
UNFINISHED = re.compile(rf"\b(?:{'TO' + 'DO'}|{'FIX' + 'ME'})\b")
CODE = {".py", ".js", ".mjs", ".css", ".scss", ".html", ".cfg", ".toml", ".yaml", ".yml", ".sh", ""}
OTHER_PEOPLES_WORDS = {"LICENSE", "THIRD-PARTY-NOTICES"}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, committed or about to be, relative to the house."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout: which files are the project's is not known")
    paths = map(Path, filter(None, done.stdout.split("\0")))
    return tuple(sorted(path for path in paths if (HOUSE / path).is_file()))


def text_of(path: Path) -> str:
    return (HOUSE / path).read_text("utf-8", errors="replace")


def length(path: Path) -> int:
    return len(text_of(path).splitlines())


def prose(path: Path) -> str:
    """A page without its examples: `[...](...)` in them is code."""
    return re.sub(r"^```.*?^```|`[^`\n]*`", "", text_of(path), flags=re.DOTALL | re.MULTILINE)


def links(path: Path) -> list[str]:
    """Where a page points to inside the project, without the part after #."""
    targets = re.findall(r"\]\(<?([^)>\s]+)>?[^)]*\)", prose(path))
    inside = [target for target in targets if not re.match(r"[a-z][a-z+.-]*:|#", target)]
    return [target.split("#")[0] for target in inside]


def test_no_file_of_a_room_is_longer_than_the_wall():
    rooms = {"engine", "webui"}
    python = [
        path
        for path in files()
        if path.parts[0] in rooms and path.suffix == ".py" and path.parent.name != "versions"
    ]
    too_long = {
        str(path): length(path)
        for path in python
        if length(path) > LONGEST and str(path) not in LONG_FILES
    }

    assert python
    assert not too_long, f"split by concept: {too_long}"


def test_every_long_file_that_is_allowed_still_is_long():
    settled = [name for name in LONG_FILES if length(Path(name)) <= LONGEST]

    assert not settled, f"take them off the list: {settled}"


def test_no_file_names_a_package_registry():
    found = {
        str(path): host for path in files() for host in REGISTRIES if host in text_of(path).lower()
    }

    assert not found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_no_place_on_a_machine(name):
    text = text_of(Path(name))

    assert "://" not in text
    assert not re.search(r"(?:^|\s)(?:/|file:|\.\./)", text)


def test_no_code_is_left_unfinished():
    code = [
        path for path in files() if path.suffix in CODE and path.name not in OTHER_PEOPLES_WORDS
    ]
    unfinished = [str(path) for path in code if UNFINISHED.search(text_of(path))]

    assert code
    assert not unfinished, f"do it, or open a ticket: {unfinished}"


def test_every_page_of_the_documentation_is_in_its_index():
    pages = {path for path in files() if path.parts[0] == "docs" and path.suffix == ".md"}
    index = Path("docs/README.md")
    linked = {Path(os.path.normpath(index.parent / target)) for target in links(index)}

    assert index in pages
    assert not sorted(map(str, pages - linked - {index}))


def test_every_link_between_pages_leads_somewhere():
    pages = [path for path in files() if path.suffix == ".md"]
    broken = [
        f"{page}: {target}"
        for page in pages
        for target in links(page)
        if not (HOUSE / page.parent / target).exists()
    ]

    assert pages
    assert not broken


@pytest.mark.parametrize("name", ["run", ".ci/run"])
def test_what_is_started_by_hand_can_be_started(name):
    assert os.access(HOUSE / name, os.X_OK)


def test_the_lock_satisfies_what_setup_cfg_asks_for():
    config = configparser.ConfigParser()
    config.read(HOUSE / "setup.cfg", encoding="utf-8")
    wanted = config["options"]["install_requires"] + config["options.extras_require"]["test"]
    lines = [line for line in wanted.splitlines() if line and not line.startswith("#")]
    requirements = [Requirement(line) for line in lines]
    locked = re.findall(r"^([a-z0-9-]+)==(\S+)", text_of(Path("requirements.lock")), re.MULTILINE)
    # A package may be there more than once, each for other Pythons or systems.
    versions = {
        one: [v for name, v in locked if name == canonicalize_name(one.name)]
        for one in requirements
    }

    unmet = [
        str(one)
        for one, found in versions.items()
        if not found or not all(map(one.specifier.contains, found))
    ]

    assert requirements
    assert not unmet, f"run `./run lock`: {unmet}"


def test_every_distribution_in_the_lock_carries_a_hash():
    entries = re.split(r"^(?=[a-z0-9-]+==)", text_of(Path("requirements.lock")), flags=re.M)[1:]

    assert entries
    assert not [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry]
