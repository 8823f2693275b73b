import pytest


@pytest.mark.parametrize("path", ["/style-guide", "/health", "/nowhere", "/static/mark.svg"])
def test_every_answer_carries_the_headers(client, path):
    headers = client.get(path, buffered=True).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_policy_allows_what_is_ours_and_nothing_inline(client):
    policy = client.get("/style-guide").headers["Content-Security-Policy"]
    directives = dict(one.split(" ", 1) for one in policy.split("; "))

    assert directives["default-src"] == "'none'"
    assert directives["frame-ancestors"] == "'none'"
    assert directives["base-uri"] == "'none'"
    assert directives["img-src"] == "'self' data:"
    assert set(directives.values()) == {"'none'", "'self'", "'self' data:"}


def test_only_https_asks_for_https(make_app):
    plain = make_app(https=False).test_client().get("/health")
    secure = make_app(https=True).test_client().get("/health")

    assert "Strict-Transport-Security" not in plain.headers
    assert secure.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/style-guide", "no-store"),
        ("/nowhere", "no-store"),
        ("/health", "no-store"),
        ("/static/build/page-0ABCDEF0.css", "no-store"),
        ("/static/mark.svg", "no-cache"),
    ],
)
def test_pages_are_never_kept_and_files_asked_for_again(client, path, kept):
    answer = client.get(path, buffered=True)

    assert answer.headers["Cache-Control"] == kept


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_the_page_of_another_site_sends_is_refused(client, site):
    answer = client.post("/style-guide/task", headers={"Sec-Fetch-Site": site})

    assert answer.status_code == 400


def test_a_link_from_another_site_is_followed(client):
    answer = client.get("/style-guide", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 200
