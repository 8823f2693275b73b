"""The pages in a real browser: the system's Chromium, driven by Playwright.

`./run` names the browser in PASSERELLE_CHROMIUM; without it, or without a build of the front end,
these tests are skipped. Every test that opens a page fails when the page reports an error or
breaks the content security policy.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from engine.executor import Executor
from webui import WebConfig, assets, create_app

ROOM = Path(assets.__file__).resolve().parent
AXE = ROOM / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
]
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WATCH_POLICY = """
window.brokenPolicies = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.brokenPolicies.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("PASSERELLE_CHROMIUM")
    if not chromium:
        pytest.skip("no Chromium: `./run test` looks for one, or name it in PASSERELLE_CHROMIUM")
    if not (assets.BUILD / "manifest.json").is_file():
        pytest.skip("the front end is not built: `./run test` builds it where npm works")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def serve() -> Iterator[Callable[..., str]]:
    """Serve an application on a free port of this machine; returns its address."""
    servers = []

    def start(executor: Executor | None = None, **settings: object) -> str:
        given = {"secret_key": "x" * 32, "https": False, "style_guide": True, **settings}
        server = make_server(
            "127.0.0.1", 0, create_app(WebConfig(**given), executor), threaded=True
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="package")
def address(serve) -> str:
    return serve()


@pytest.fixture
def open_browser(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make a context of its own, whose pages must not report anything."""
    contexts = []
    reports: list[str] = []

    def make(**settings: object) -> BrowserContext:
        given = {"locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}
        context = browser.new_context(**{**given, **settings})
        context.set_default_timeout(10_000)
        if settings.get("java_script_enabled", True):
            context.add_init_script(WATCH_POLICY)
        context.on("page", lambda page: page.on("pageerror", lambda e: reports.append(str(e))))
        context.on("console", lambda m: reports.append(m.text) if _is_bad(m) else None)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        for page in context.pages:
            if page.evaluate("typeof brokenPolicies") == "object":
                reports.extend(page.evaluate("brokenPolicies"))
        context.close()
    assert not reports, reports


@pytest.fixture
def page(open_browser) -> Page:
    return open_browser(viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe-core finds on a page, a line for each; nothing is what one wants."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there: `./run test` installs it where npm works")
    source = AXE.read_text("utf-8")

    def run(page: Page) -> list[str]:
        # Evaluated by the browser itself: the page's policy would not let it in.
        page.evaluate(source)
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", STANDARD)
        return [
            f"{one['id']}: {node['html'][:160]}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    return run


def _is_bad(message) -> bool:
    # A refused form is a page like any other, but browsers report its status.
    refused = any(f"status of {code}" in message.text for code in (404, 409, 422))
    return message.type in {"error", "warning"} and not refused
