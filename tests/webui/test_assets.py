import json
import logging
import re
from pathlib import Path

import pytest

from webui import assets


def test_a_page_names_built_files_by_their_hash(client):
    manifest = assets.read_manifest(assets.BUILD / "manifest.json")
    if not manifest:
        pytest.skip("the front end is not built: `./run test` builds it where npm works")

    page = client.get("/style-guide").text

    for name in ("page.css", "page.js", "early.js", "diagram.js", "diagram.css", "licences.txt"):
        assert f"/static/build/{manifest[name]}" in page
        file = client.get(f"/static/build/{manifest[name]}", buffered=True)
        assert file.status_code == 200
        assert file.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_without_a_build_pages_are_plain_and_the_log_says_why(
    make_app, monkeypatch, tmp_path, caplog
):
    monkeypatch.setattr(assets, "BUILD", tmp_path)

    with caplog.at_level(logging.WARNING):
        answer = make_app().test_client().get("/style-guide")

    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "the front end is not built: pages have no styles; call `./run`" in caplog.messages


def test_the_build_holds_nothing_that_belongs_to_gov_uk():
    files = list(assets.BUILD.glob("*.css"))
    if not files:
        pytest.skip("the front end is not built: `./run test` builds it where npm works")

    text = "".join(file.read_text("utf-8") for file in files)

    assert not [word for word in ("GDS Transport", "govuk-crest", "crown") if word in text]
    assert not re.findall(r"""(?:url\(|@import)\s*["']?(?:https?:)?//""", text)


def test_what_is_bundled_is_named_with_its_licence():
    manifest = assets.read_manifest(assets.BUILD / "manifest.json")
    if not manifest:
        pytest.skip("the front end is not built: `./run test` builds it where npm works")
    text = (assets.BUILD / manifest["licences.txt"]).read_text("utf-8")
    package = Path(assets.__file__).parent / "frontend" / "package.json"
    named = json.loads(package.read_text("utf-8"))["devDependencies"]

    only_for_work = {"axe-core", "esbuild", "sass"}
    for name, version in named.items():
        assert (f"{name} {version}\n" in text) == (name not in only_for_work)
