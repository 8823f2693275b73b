"""Teams and sites by screen."""

import pytest

from engine.commands import CreateTeam
from engine.queries import DaysOfSites, Teams
from tests.webui.office import Office, hidden_field, post, quick_hashes

DAY = {"day-day": "5", "day-month": "3", "day-year": "2990"}
NEW = {"name": "Westmere", "zone": "Europe/Paris", "country": "fr", "subdivision": ""}


@pytest.fixture
def office(tmp_path, monkeypatch):
    quick_hashes(monkeypatch)
    made = Office(tmp_path, programme=False)
    made.join("ada", "Ada Quill", "administrator")
    made.join("mira", "Mira Tolland", "case_manager", site=made.north)
    yield made
    made.close()


@pytest.fixture
def ada(office):
    return office.browser("ada")


def teams(office):
    return office.executor.ask(Teams(), by="console")


def westmere(office):
    return {one.name: one for one in office.executor.ask(DaysOfSites(), by="console")}["Westmere"]


def test_a_team_is_made_filled_and_emptied(office, ada):
    assert "There is no team yet" in ada.get("/teams").text

    made = post(ada, "/teams", name=" North  one ", site=office.north)
    (team,) = teams(office)
    assert made.location == f"/teams/{team.id}"
    assert (team.name, team.site_name) == ("North one", "Lindenhof")

    post(ada, f"/teams/{team.id}/add", page=f"/teams/{team.id}", login="mira")
    assert [one.name for one in teams(office)[0].members] == ["Mira Tolland"]
    assert "1 person" in ada.get("/teams").text
    assert "<dd>North one</dd>" in ada.get("/users/mira").text

    post(ada, f"/teams/{team.id}/remove", page=f"/teams/{team.id}", login="mira")
    assert teams(office)[0].members == ()


def test_what_cannot_be_a_team_is_said_and_kept(office, ada):
    office.executor.execute(CreateTeam(name="North one"), by="console")

    twice = post(ada, "/teams", name="North one", site=office.north)
    assert twice.status_code == 422
    assert "There is a team &#39;North one&#39; already" in twice.text
    assert 'value="North one"' in twice.text
    assert f'<option value="{office.north}" selected>' in twice.text
    assert post(ada, "/teams", name=" ", site="").status_code == 422


def test_who_joins_must_be_chosen_and_be_there(office, ada):
    team = office.executor.execute(CreateTeam(name="North one"), by="console")

    for login, message in (("", "Choose who joins the team"), ("nobody", "There is no account")):
        answer = post(ada, f"/teams/{team}/add", page=f"/teams/{team}", login=login)
        assert answer.status_code == 422
        assert message in answer.text
    assert ada.get("/teams/nowhere").status_code == 404


def test_who_only_sees_teams_does_not_change_them(office):
    team = office.executor.execute(CreateTeam(name="North one"), by="console")
    office.join("lena", "Lena Frost", "team_leader", site=office.north)
    lena = office.browser("lena")
    token = {"csrf_token": hidden_field(lena.get("/account").text, "csrf_token")}

    assert "North one" in lena.get("/teams").text
    assert "New team" not in lena.get("/teams").text
    assert "Add to the team" not in lena.get(f"/teams/{team}").text
    assert "Sites" not in lena.get("/teams").text
    for address in ("/teams", f"/teams/{team}/add", f"/teams/{team}/remove"):
        assert lena.post(address, data={**token, "login": "mira"}).status_code == 403
    assert lena.get("/sites").status_code == 403


def test_a_site_is_made_closed_on_a_day_and_opened_again(office, ada):
    made = post(ada, "/sites", **NEW)
    site = westmere(office)
    assert made.location == f"/sites/{site.id}"
    assert (site.zone, site.country, site.subdivision) == ("Europe/Paris", "FR", None)

    closed = post(ada, f"/sites/{site.id}/close", page=made.location, **DAY, reason="Training")
    assert closed.status_code == 303
    page = ada.get(made.location).text
    assert "5 Mar 2990" in page
    assert "Training" in page
    assert "1 closed day ahead" in ada.get("/sites").text

    post(ada, f"/sites/{site.id}/open", page=made.location, day="2990-03-05")
    assert westmere(office).closures == ()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": " "}, "Enter a name of at most 200 characters"),
        ({"name": "Lindenhof"}, "There is a site &#39;Lindenhof&#39; already"),
        ({"zone": "Europe/Nowhere"}, "There is no such time zone"),
        ({"country": "France"}, "Enter the two letters"),
        ({"country": "zz"}, "No public holidays are known of"),
        ({"subdivision": "nowhere"}, "No public holidays are known of"),
    ],
)
def test_what_cannot_be_a_site_is_said_and_kept(ada, typed, message):
    sent = {**NEW, **typed}

    answer = post(ada, "/sites", **sent)

    assert answer.status_code == 422
    assert message in answer.text
    assert f'value="{sent["zone"]}"' in answer.text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"day-day": ""}, "The date must have a day"),
        ({"day-day": "", "day-month": "", "day-year": ""}, "Enter the day"),
        ({"reason": " "}, "Say why, in at most 200 characters"),
        ({"reason": "x" * 201}, "Say why, in at most 200 characters"),
    ],
)
def test_a_day_that_cannot_be_closed_is_said_and_kept(office, ada, typed, message):
    sent = {**DAY, "reason": "Training", **typed}
    here = f"/sites/{office.north}"

    answer = post(ada, f"{here}/close", page=here, **sent)

    assert answer.status_code == 422
    assert message in answer.text
    assert 'value="Training"' in answer.text or "reason" in typed


def test_a_site_that_is_not_there_or_a_day_that_is_none_is_refused(office, ada):
    assert ada.get("/sites/nowhere").status_code == 404
    here = f"/sites/{office.north}"
    assert post(ada, f"{here}/open", page=here, day="tomorrow").status_code == 400


def test_who_manages_one_site_closes_that_one_and_adds_none(office):
    office.join("nils", "Nils Abe", "administrator", site=office.north)
    nils = office.browser("nils")
    here = f"/sites/{office.north}"

    assert "New site" not in nils.get("/sites").text
    assert nils.get(f"/sites/{office.south}").status_code == 403
    assert post(nils, f"{here}/close", page=here, **DAY, reason="Storm").status_code == 303
    assert post(nils, "/sites", page=here, **NEW).status_code == 403
