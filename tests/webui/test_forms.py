"""What a form may send: a token, not too much, not in too many parts."""

import io
import re

import pytest


def token(client) -> str:
    page = client.get("/style-guide/task").text
    return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]


def test_a_form_without_its_token_is_refused_with_what_to_do(client):
    answer = client.post("/style-guide/task", data={"confirmed": "yes"})

    assert answer.status_code == 400
    assert "This form is out of date" in answer.text
    assert "Nothing was changed." in answer.text


def test_a_form_with_its_token_is_taken_and_answered_with_303(client):
    answer = client.post(
        "/style-guide/task", data={"confirmed": "yes", "csrf_token": token(client)}
    )

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/style-guide/my-work"
    assert "Record session 14 is completed." in client.get(answer.headers["Location"]).text


def test_no_route_that_changes_something_does_without_a_token(make_app):
    app = make_app()
    client = app.test_client()
    routes = [
        rule for rule in app.url_map.iter_rules() if rule.methods - {"GET", "HEAD", "OPTIONS"}
    ]

    taken = [rule.rule for rule in routes if client.post(rule.rule).status_code != 400]

    assert routes
    assert not taken


def test_a_token_signed_with_the_key_before_is_still_good(make_app):
    old = make_app(secret_key="o" * 40)
    new = make_app(secret_key="n" * 40, old_secret_keys=("o" * 40,))
    before, after = old.test_client(), new.test_client()
    given = token(before)
    after.set_cookie("passerelle", before.get_cookie("passerelle").value)

    answer = after.post("/style-guide/task", data={"confirmed": "yes", "csrf_token": given})

    # Cookies outlive a change of keys; a form that was open has to be loaded again.
    assert answer.status_code == 400
    again = after.post("/style-guide/task", data={"confirmed": "1", "csrf_token": token(after)})
    assert again.status_code == 303


def test_more_than_the_largest_upload_is_refused(make_app):
    client = make_app(largest_upload=10_000).test_client()

    answer = client.post("/style-guide/task", data={"file": (io.BytesIO(b"x" * 20_000), "a.pdf")})

    assert answer.status_code == 413
    assert "That is too large" in answer.text


def test_more_parts_than_allowed_are_refused(make_app):
    client = make_app(most_form_parts=5).test_client()
    parts = {f"f{number}": "x" for number in range(6)}

    answer = client.post("/style-guide/task", data=parts, content_type="multipart/form-data")

    assert answer.status_code == 413


ENDLESS = b"x" * 1_100_000
PART = b'--b\r\nContent-Disposition: form-data; name="facts"\r\n\r\n%s\r\n--b--\r\n'


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("multipart/form-data; boundary=b", PART % ENDLESS),
        ("application/x-www-form-urlencoded", b"facts=" + ENDLESS),
        ("application/json", b'"%s"' % ENDLESS),
    ],
)
def test_an_endless_text_is_refused(client, form, body):
    answer = client.post("/style-guide/task", data=body, content_type=form)

    assert answer.status_code == 413
