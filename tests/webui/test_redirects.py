import pytest

from webui.redirects import is_ours, see_other


@pytest.mark.parametrize(
    "target", ["/", "/cases/1?tab=plan", "/a//b", "/x#part", "/%2F%2Fevil.example"]
)
def test_a_path_is_ours(target):
    assert is_ours(target)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "cases",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "/\x00",
        "/café",
        "https:/evil.example",
    ],
)
def test_whatever_may_lead_elsewhere_is_not(target):
    assert not is_ours(target)


def test_a_form_is_answered_with_303_to_our_own_page(make_app):
    with make_app().test_request_context():
        ours = see_other("/cases", fallback="/")
        elsewhere = see_other("//evil.example", fallback="/start")
        nowhere = see_other(None, fallback="/start")

    assert (ours.status_code, ours.location) == (303, "/cases")
    assert elsewhere.location == "/start"
    assert nowhere.location == "/start"
