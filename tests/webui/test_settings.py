"""The settings of the pages, from the environment."""

import pytest
from flask import request

from webui.settings import SettingRefused, config_from

KEY = {"PASSERELLE_SECRET_KEY": "a key for tests, of 32 characters"}


def test_without_more_than_a_key_the_pages_are_as_safe_as_may_be():
    config = config_from(KEY)

    assert config.https
    assert not config.demo
    assert not config.style_guide
    assert config.trusted_proxies == 0
    assert config.hosts == ()


def test_every_setting_is_read():
    config = config_from({
        **KEY,
        "PASSERELLE_OLD_SECRET_KEYS": f"{'a' * 32} {'b' * 32}",
        "PASSERELLE_HOSTS": "cases.example, www.cases.example",
        "PASSERELLE_LANGUAGE": "fr_BE",
        "PASSERELLE_TIME_ZONE": "Europe/Brussels",
        "PASSERELLE_PROGRAMME": " Fernside ",
        "PASSERELLE_HTTPS": "No",
        "PASSERELLE_TRUSTED_PROXIES": "2",
        "PASSERELLE_DEMO": "yes",
    })  # fmt: skip

    assert config.old_secret_keys == ("a" * 32, "b" * 32)
    assert config.hosts == ("cases.example", "www.cases.example")
    assert (config.language, config.time_zone) == ("fr_BE", "Europe/Brussels")
    assert config.programme == "Fernside"
    assert not config.https
    assert config.trusted_proxies == 2
    assert config.demo


def test_the_key_may_stand_in_a_file(tmp_path):
    file = tmp_path / "secret.key"
    file.write_text(f"{'k' * 40}\n")

    assert config_from({"PASSERELLE_SECRET_KEY_FILE": str(file)}).secret_key == "k" * 40


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"PASSERELLE_SECRET_KEY": ""}, "there is no secret key: set PASSERELLE_SECRET_KEY"),
        ({"PASSERELLE_SECRET_KEY": "short"}, "5 characters, 32 are needed"),
        ({"PASSERELLE_HTTPS": "maybe"}, "PASSERELLE_HTTPS is 'maybe': say yes or no"),
        ({"PASSERELLE_DEMO": "1"}, "PASSERELLE_DEMO is '1'"),
        ({"PASSERELLE_LANGUAGE": "klingon!"}, "which is no language"),
        ({"PASSERELLE_LANGUAGE": "xq"}, "which is no language"),
        ({"PASSERELLE_TIME_ZONE": "Europe/Atlantis"}, "which is no time zone"),
        ({"PASSERELLE_TRUSTED_PROXIES": "all"}, "say how many stand before the pages"),
        ({"PASSERELLE_TRUSTED_PROXIES": "99"}, "0 to 10"),
    ],
)
def test_a_wrong_setting_is_refused_with_the_way_out(wrong, says):
    with pytest.raises(SettingRefused) as refused:
        config_from(KEY | wrong)

    assert says in str(refused.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content):
    file = tmp_path / "secret.key"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(SettingRefused, match=r"secret\.key' cannot be read"):
        config_from({"PASSERELLE_SECRET_KEY_FILE": str(file)})


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9")])
def test_an_address_that_a_proxy_names_is_believed_of_a_trusted_one_alone(make_app, proxies, seen):
    app = make_app(trusted_proxies=proxies)
    app.add_url_rule("/whoever", "whoever", lambda: request.remote_addr)

    answer = app.test_client().get("/whoever", headers={"X-Forwarded-For": "203.0.113.9"})

    assert answer.text == seen
