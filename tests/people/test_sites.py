"""Sites, and the days on which nobody works there."""

import datetime

import pytest
import sqlalchemy as sa

from engine.commands import AddSite, CloseSite, SiteExists
from engine.core.due import DueError
from engine.queries import SiteNamed, Sites
from engine.store import tables as t
from engine.store.accounts import SiteNotFound
from engine.store.authority import NotAllowed
from engine.store.sites import calendar_of

GOOD_FRIDAY = datetime.date(2027, 3, 26)
TRAINING = datetime.date(2027, 3, 5)


def add(executor, name="Lindenhof", *, zone="Europe/Berlin", country="DE", by="console"):
    return executor.execute(AddSite(name=name, zone=zone, country=country), by=by)


def why_closed(engine, site, day):
    with engine.connect() as connection:
        return calendar_of(connection, site).why_closed(day)


def test_a_site_has_the_holidays_of_its_country_and_its_own_closures(executor, engine):
    site = add(executor)
    close = CloseSite(site=site, day=TRAINING, reason="Training day")

    assert why_closed(engine, site, TRAINING) is None
    assert executor.execute(close, by="console") is True
    assert why_closed(engine, site, TRAINING) == "Training day"
    assert why_closed(engine, site, GOOD_FRIDAY) is not None
    assert executor.ask(SiteNamed(name="Lindenhof"), by="console") == site


def test_a_day_is_closed_once_with_the_last_reason(executor, engine):
    site = add(executor)
    executor.execute(CloseSite(site=site, day=TRAINING, reason="Training day"), by="console")

    again = CloseSite(site=site, day=TRAINING, reason="Storm")

    assert executor.execute(again, by="console") is False
    assert why_closed(engine, site, TRAINING) == "Storm"


@pytest.mark.parametrize(
    "wrong", [{"zone": "Europe/Nowhere"}, {"country": "ZZ"}, {"name": "North", "country": "??"}]
)
def test_a_site_that_no_calendar_fits_is_refused(executor, wrong):
    with pytest.raises(DueError):
        add(executor, **wrong)
    assert executor.ask(Sites(), by="console") == []


def test_two_sites_of_one_name_are_refused(executor):
    add(executor)

    with pytest.raises(SiteExists, match="a site 'Lindenhof' already"):
        add(executor)


def test_only_those_who_manage_sites_may(executor, engine):
    site = add(executor)

    with pytest.raises(NotAllowed):
        add(executor, "Southgate", by="nobody")
    with pytest.raises(NotAllowed):
        executor.execute(CloseSite(site=site, day=TRAINING, reason="Storm"), by="nobody")
    with engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(t.closure)) == 0


def test_a_site_that_is_not_there_is_not_closed(executor):
    with pytest.raises(SiteNotFound):
        executor.execute(CloseSite(site="0" * 32, day=TRAINING, reason="Storm"), by="console")
    with pytest.raises(SiteNotFound, match="there is no site 'Lindenhof'; there are none yet"):
        executor.ask(SiteNamed(name="Lindenhof"), by="console")
    add(executor, "Southgate")
    with pytest.raises(SiteNotFound, match="there are: Southgate"):
        executor.ask(SiteNamed(name="Lindenhof"), by="console")
