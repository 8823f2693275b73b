import pytest

from webui import WebConfig


@pytest.mark.parametrize("keys", [{"secret_key": "short"}, {"old_secret_keys": ("short",)}])
def test_a_short_key_is_refused_with_the_way_to_a_better_one(keys):
    with pytest.raises(ValueError, match=r"5 characters, 32 are needed: make one with"):
        WebConfig(**{"secret_key": "x" * 32, **keys})


def test_behind_https_the_session_cookie_is_of_this_host_alone(make_app):
    app = make_app(https=True)

    assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert app.config["SESSION_COOKIE_SECURE"]


def test_a_request_for_another_host_is_refused(make_app):
    client = make_app(hosts=("passerelle.example",)).test_client()

    there = client.get("/health", base_url="http://passerelle.example")
    elsewhere = client.get("/health", base_url="http://evil.example")

    assert there.status_code == 200
    assert elsewhere.status_code == 400
