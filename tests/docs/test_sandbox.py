"""Every example on the page about the sandbox is run, one after the other."""

import re

from engine.sandbox import Case, Sandbox
from tests.docs.examples import DOCS

TEXT = (DOCS / "sandbox.md").read_text("utf-8")


def test_the_examples_of_the_page_do_what_they_say(monkeypatch):
    monkeypatch.chdir(DOCS.parent)
    blocks = re.findall(r"^```python\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    names: dict[str, object] = {}

    for block in blocks:
        exec(compile(block, "docs/sandbox.md", "exec"), names)  # noqa: S102 - our own page

    assert len(blocks) > 4
    assert isinstance(names["case"], Case)


def test_the_page_names_all_that_a_sandbox_and_a_case_can_do():
    public = [
        *(f".{name}" for name in vars(Sandbox) if not name.startswith("_")),
        *(f"case.{name}" for name in vars(Case) if not name.startswith("_")),
    ]

    assert not [name for name in public if name not in TEXT]
