"""The components, as the server sends them: whole without JavaScript."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html

import webui
from webui.style_guide import questions

PAGES = ["/style-guide", "/style-guide/my-work", "/style-guide/task", "/style-guide/case"]


@pytest.fixture(params=PAGES)
def page(client, request):
    return html.fromstring(client.get(request.param).text)


def test_it_is_served_only_where_the_settings_say_so(make_app):
    client = make_app(style_guide=False).test_client()

    assert {client.get(path).status_code for path in PAGES} == {404}


def test_no_page_has_a_style_or_a_script_or_a_handler_inside(page):
    assert not page.xpath("//style | //@style | //script[not(@src)]")
    assert not [name for node in page.iter() for name in node.attrib if name.startswith("on")]


def test_each_id_is_there_once_and_each_reference_leads_to_one(page):
    ids = page.xpath("//@id")
    references = page.xpath("//@for | //@aria-labelledby | //@aria-describedby | //@data-reveals")
    targets = {one for several in references for one in several.split()}

    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


def test_headings_begin_with_one_and_leave_out_no_level(page):
    levels = [int(node.tag[1]) for node in page.xpath("//main//*[self::h1|self::h2|self::h3]")]

    assert levels[0] == 1 or 1 in levels[:2]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_guide_shows_every_kind_of_field():
    kinds = {one.kind for one in questions.EXAMPLES}
    room = Path(webui.__file__).parent
    macros = (room / "templates/components/fields.html").read_text("utf-8")

    assert kinds == set(re.findall(r'one\.kind == "(\w+)"', macros))


def test_a_form_with_mistakes_is_422_and_says_each_twice_with_a_way_to_it(client):
    page = client.get("/style-guide/task").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]

    answer = client.post("/style-guide/task", data={"csrf_token": token})

    tree = html.fromstring(answer.text)
    links = tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a")
    assert answer.status_code == 422
    assert tree.findtext(".//title").startswith("Error:")
    assert links
    for link in links:
        field = tree.get_element_by_id(link.get("href")[1:])
        assert field.tag in {"input", "select", "textarea"}
        assert answer.text.count(link.text) == 2


def test_the_steps_of_a_diagram_are_there_in_words_and_open(client):
    tree = html.fromstring(client.get("/style-guide/case").text)

    steps = tree.xpath("//details[@open]//li[contains(@class, 'app-step')]")
    labels = [step.findtext("span") for step in steps]
    assert "Assess risk and needs" in labels
    assert len(tree.xpath("//details//li[@aria-current='step']")) == 2


def test_the_steps_in_words_are_those_of_the_diagram(client):
    tree = html.fromstring(client.get("/style-guide/case").text)
    diagram = etree.fromstring(client.get("/style-guide/diagram.bpmn").data)

    drawn = set(
        diagram.xpath("//*[local-name() = 'process']/*[local-name() != 'sequenceFlow']/@name")
    )
    said = set(tree.xpath("//span[@class='app-step__label']/text()"))
    assert said == drawn


def test_unknown_alerts_are_not_said_to_be_none(client):
    page = client.get("/style-guide").text

    assert "Cannot be shown to you" in page
    assert "Keep apart from EX-2026-0017" in page


def test_a_list_that_is_asked_says_how_much_has_changed(client):
    assert "3 tasks have changed." in client.get("/style-guide/changes").text
