"""Going to a page, and waiting until its scripts have done what they do."""

from playwright.sync_api import Page


def visit(page: Page, address: str) -> None:
    """Open a page; diagrams on it are drawn, or have failed, when this returns."""
    page.goto(address, wait_until="load")
    for panel in page.locator("[data-diagram]").all():
        panel.locator("xpath=self::*[@data-ready]|*[@data-failed and not(@hidden)]").wait_for()
