"""What pages gain where JavaScript runs."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.visiting import visit


@pytest.fixture
def work(page: Page, address) -> Page:
    visit(page, f"{address}/style-guide/my-work")
    return page


def test_j_and_k_go_through_the_list_x_selects_and_o_opens(work: Page):
    rows = work.locator("[data-row]")

    work.keyboard.press("j")
    work.keyboard.press("j")
    work.keyboard.press("k")
    expect(rows.nth(0)).to_be_focused()
    work.keyboard.press("x")
    expect(rows.nth(0).get_by_role("checkbox")).to_be_checked()
    expect(work.locator("[data-bulk-count]")).to_have_text("1")
    work.keyboard.press("x")
    expect(rows.nth(0).get_by_role("checkbox")).not_to_be_checked()
    work.keyboard.press("o")

    expect(work).to_have_title(re.compile("^Record session"))


def test_c_claims_the_row_one_stands_on(work: Page):
    work.keyboard.press("j")
    with work.expect_request("**/style-guide/task") as sent:
        work.keyboard.press("c")
    expect(work).to_have_title(re.compile("^Error: Record session"))

    assert "task=t0" in sent.value.post_data
    assert "action=claim" in sent.value.post_data


def test_a_slash_goes_to_the_search_field_where_keys_are_letters(work: Page):
    work.keyboard.press("/")
    search = work.get_by_role("searchbox", name="Search cases and people")
    expect(search).to_be_focused()

    work.keyboard.type("j?x")

    expect(search).to_have_value("j?x")
    expect(work.get_by_role("dialog")).to_be_hidden()


def test_shortcuts_that_are_switched_off_stay_off(work: Page, axe):
    work.keyboard.press("?")
    expect(work.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    assert axe(work) == []
    work.get_by_label("Use keyboard shortcuts").uncheck()
    work.get_by_role("button", name="Close").click()

    work.reload(wait_until="load")
    work.keyboard.press("j")

    expect(work.locator("[data-row]:focus")).to_have_count(0)
    work.get_by_role("button", name="Keyboard shortcuts").click()
    expect(work.get_by_label("Use keyboard shortcuts")).not_to_be_checked()


def test_shortcuts_that_the_server_switches_off_are_off(page: Page, serve):
    visit(page, f"{serve(shortcuts=False)}/nowhere")

    page.keyboard.press("?")

    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_key_with_control_is_the_browsers(work: Page):
    work.keyboard.press("Control+j")

    expect(work.locator("[data-row]:focus")).to_have_count(0)


def test_mistakes_are_read_out_first_and_lead_to_their_fields(page: Page, address, axe):
    visit(page, f"{address}/style-guide/task")

    page.get_by_role("button", name="Complete task").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert axe(page) == []
    page.get_by_role("link", name="Enter the date of the session").click()

    expect(page.get_by_label("Day")).to_be_focused()


def test_a_question_that_follows_from_an_answer_is_asked_only_then(page: Page, address):
    visit(page, f"{address}/style-guide/task")
    expect(page.get_by_label("Why not?")).to_be_hidden()

    page.get_by_label("No", exact=True).check()

    expect(page.get_by_label("Why not?")).to_be_visible()


def test_a_list_says_after_a_while_that_it_has_changed(page: Page, address):
    page.clock.install()
    visit(page, f"{address}/style-guide/my-work")
    status = page.locator("[hx-get]")
    expect(status).to_be_empty()

    page.clock.fast_forward(31_000)

    expect(status).to_contain_text("3 tasks have changed.")


def test_a_list_out_of_sight_does_not_ask(page: Page, address):
    page.clock.install()
    visit(page, f"{address}/style-guide/my-work")
    page.evaluate("Object.defineProperty(document, 'hidden', {value: true})")
    page.evaluate(
        "addEventListener('htmx:beforeRequest', (event) => {"
        " window.held = event.defaultPrevented; })"
    )

    page.clock.fast_forward(31_000)

    page.wait_for_function("window.held !== undefined")
    assert page.evaluate("window.held")


def test_a_diagram_is_drawn_and_says_where_the_case_stands(page: Page, address):
    visit(page, f"{address}/style-guide/case")
    panel = page.locator("[data-diagram][data-ready]")

    expect(panel).to_be_visible()
    expect(panel.locator("[data-element-id=Assess]")).to_have_class(
        "djs-element djs-shape app-is-current"
    )
    expect(page.locator("[data-steps]")).not_to_have_attribute("open", "")
    before = panel.locator(".viewport").get_attribute("transform")
    page.get_by_role("button", name="Larger").click()
    assert panel.locator(".viewport").get_attribute("transform") != before


def test_the_mark_of_those_who_made_the_viewer_is_on_top(page: Page, address):
    visit(page, f"{address}/style-guide/case")
    mark = page.locator(".bjs-powered-by")
    expect(mark).to_be_visible()
    mark.scroll_into_view_if_needed()

    box = mark.bounding_box()
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    on_top = page.evaluate(
        "([x, y]) => !!document.elementFromPoint(x, y).closest('.bjs-powered-by')", middle
    )

    assert on_top


def test_a_diagram_that_cannot_be_loaded_leaves_its_words(open_browser, address):
    page = open_browser().new_page()
    page.route("**/diagram.bpmn", lambda route: route.fulfill(status=200, body="not XML"))

    visit(page, f"{address}/style-guide/case")

    expect(page.get_by_text("The picture cannot be shown.")).to_be_visible()
    expect(page.locator(".app-steps__list")).to_be_visible()
