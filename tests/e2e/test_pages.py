"""Each page of the style guide: for all eyes, hands and widths."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.visiting import visit

PAGES = [
    "/style-guide",
    "/style-guide/my-work",
    "/style-guide/task",
    "/style-guide/case",
    "/nowhere",
]
WIDTHS = [1280, 390]
REACHABLE = """
() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((one) => one.type !== 'hidden' && !one.disabled && one.checkVisibility())
  // One radio of a group is a stop, the arrows reach the others.
  .filter((one) => one.type !== 'radio' || one === (
    document.querySelector(`[name="${one.name}"]:checked`)
    ?? document.querySelector(`[name="${one.name}"]`)))
  .length
"""
FOCUSED = """
() => {
  const one = document.activeElement;
  const look = getComputedStyle(one);
  const before = getComputedStyle(one.nextElementSibling ?? one, '::before');
  const shown = [look.outlineStyle, before.outlineStyle].some((style) => style !== 'none')
    || [look.boxShadow, before.boxShadow].some((shadow) => shadow !== 'none');
  const box = one.getBoundingClientRect();
  one.dataset.reached = 'yes';
  const inside = box.top < innerHeight && box.bottom > 0;
  return {html: one.outerHTML.slice(0, 120), shown, inside};
}
"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_browser, address, axe, path, width):
    page = open_browser(viewport={"width": width, "height": 900}).new_page()

    visit(page, address + path)

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_width_of_320_as_it_is_when_enlarged_four_times(open_browser, address, path):
    page = open_browser(viewport={"width": 320, "height": 640}).new_page()

    visit(page, address + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PAGES)
def test_longer_words_of_another_language_fit_a_phone(open_browser, serve, path):
    page = open_browser(viewport={"width": 390, "height": 844}).new_page()

    visit(page, serve(language="pseudo") + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", PAGES)
def test_the_tab_key_reaches_everything_and_shows_where_it_is(page: Page, address, path):
    visit(page, address + path)
    reachable = page.evaluate(REACHABLE)

    stops = []
    for _ in range(reachable + 5):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
        if page.evaluate("document.activeElement === document.body"):
            stops.pop()
            break

    assert page.locator("[data-reached]").count() >= reachable
    assert not [stop["html"] for stop in stops if not stop["shown"]]
    assert not [stop["html"] for stop in stops if not stop["inside"]]


def test_the_first_stop_skips_to_the_content(page: Page, address):
    page.goto(f"{address}/style-guide/my-work")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_without_javascript(open_browser, address, path):
    page = open_browser(java_script_enabled=False).new_page()

    page.goto(address + path)

    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    for steps in page.locator(".app-steps__list").all():
        expect(steps).to_be_visible()
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_have_count(0)


def test_a_form_works_without_javascript(open_browser, address):
    page = open_browser(java_script_enabled=False).new_page()
    page.goto(f"{address}/style-guide/task")

    expect(page.get_by_label("Why not?")).to_be_visible()
    page.get_by_role("button", name="Complete task").click()
    expect(page.get_by_text("There are 4 problems")).to_be_visible()
    page.get_by_label("The record is complete").check()
    page.get_by_role("button", name="Complete task").click()

    expect(page.get_by_text("Record session 14 is completed.")).to_be_visible()


def test_a_page_can_be_printed_without_what_only_a_screen_needs(page: Page, address):
    page.goto(f"{address}/style-guide/my-work")

    page.emulate_media(media="print")

    expect(page.get_by_role("navigation", name="Service")).to_be_hidden()
    expect(page.get_by_role("link", name="Prepare case conference")).to_be_visible()
