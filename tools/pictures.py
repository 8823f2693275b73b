"""Take the pictures of the docs from a running demo: `python -m tools.pictures URL`.

The demo is one that was just made (`./run demo --fresh`), so that the pictures show the same cases.
Each is a page as somebody of the demo sees it, at 1280 pixels of width.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER: Final = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDTH, HEIGHT = 1280, 860
MIRA, TEAM_LEADER, ADMINISTRATOR = "Mira Tolland", "Bastian Kerr", "Yara Stonebridge"


def main(address: str) -> None:
    """Write all pictures."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["PASSERELLE_CHROMIUM"],
            args=["--headless", "--no-sandbox", "--disable-gpu"],
        )
        page = enter(browser, address, MIRA)
        take(page, f"{address}/tasks?view=team", "inbox")
        page.get_by_role("link", name="Apply general tool").first.click()
        take(page, page.url, "task")
        take(page, f"{address}/cases", "cases")
        page.get_by_role("link", name="EX-2026-0009").first.click()
        case = page.url
        take(page, case, "case")
        take(page, f"{case}/diagram", "case-diagram")
        take(page, f"{case}/timeline", "case-timeline")
        take(page, f"{address}/referrals/new", "referral")
        take(page, f"{address}/processes/p03_classification", "process")
        take(enter(browser, address, TEAM_LEADER), f"{address}/tasks", "inbox-team-leader")
        take(enter(browser, address, ADMINISTRATOR), f"{address}/users", "accounts")
        browser.close()


def enter(browser: Browser, address: str, name: str) -> Page:
    """A page of its own on which somebody is signed in."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce", locale="en-GB"
    )
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    if name == MIRA:
        page.screenshot(path=FOLDER / "sign-in.png")
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state("load")
    return page


def take(page: Page, address: str, name: str) -> None:
    """Take a picture of what one sees first on a page, once its diagrams are drawn."""
    page.goto(address, wait_until="load")
    for panel in page.locator("[data-diagram]").all():
        panel.locator("xpath=self::*[@data-ready]").wait_for()
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
