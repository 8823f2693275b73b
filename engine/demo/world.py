"""The whole demonstration: what is there before the first case, and the stories."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from engine.commands import (
    AddSite,
    AddToTeam,
    CreateTeam,
    CreateUser,
    PublishRelease,
    SetPolicy,
)
from engine.core.form import read
from engine.core.permission import Grant
from engine.demo.playing import Play
from engine.demo.staff import PASSWORD, SITES, STAFF, TEAMS
from engine.demo.stage import Stage, same_id
from engine.demo.stories import STORIES
from engine.errors import PasserelleError
from engine.programme import SHIPPED, read_programme

if TYPE_CHECKING:
    from engine.demo.clock import SetClock
    from engine.executor import Command, Executor

FIRST: Final = 3
"""How many stories one need not wait for."""

_BEFORE: Final = datetime.timedelta(days=240)  # longer ago than any story
_BY: Final = "console"


@dataclass(frozen=True, slots=True)
class Played:
    """A story that was played.

    Attributes:
        key: Of the story.
        number: Of its case; empty where that could not begin.
        problem: Why it stopped on the way; empty where it came to its end.
    """

    key: str
    number: str
    problem: str = ""


@dataclass(slots=True)
class World:
    """A demonstration in one database; each part is made once, however often it is asked for.

    Attributes:
        executor: Of the database; its clock is `clock`.
        clock: Set as the stories need it.
        began: When the demonstration was made: where all stories end. The same each time.
    """

    executor: Executor
    clock: SetClock
    began: datetime.datetime
    _stage: Stage | None = None

    def prepare(self) -> Stage:
        """Make the sites, teams and accounts, and publish the programme that is shipped."""
        if self._stage is None:
            self._stage = self._made()
        return self._stage

    def _made(self) -> Stage:
        self.clock.now = self.began - _BEFORE
        programme = read_programme(SHIPPED)
        sites = {
            one.name: self._once(
                AddSite(
                    name=one.name,
                    zone=one.zone,
                    country=one.country,
                    subdivision=one.subdivision,
                ),
                one.name,
            )
            for one in SITES
        }
        teams = {
            name: self._once(CreateTeam(name=name, site=sites[site]), name)
            for name, site in TEAMS.items()
        }
        self._hire(sites, teams)
        release = PublishRelease(
            diagrams=programme.diagrams,
            decisions=programme.decisions,
            forms=programme.forms,
            note="The programme that Passerelle comes with",
        )
        self._once(release, "release")
        for key, content in programme.policies.items():
            self._once(SetPolicy(key=key, content=content), key)
        return Stage(
            executor=self.executor,
            clock=self.clock,
            now=self.began,
            forms={key: read(text) for key, text in programme.forms.items()},
            lanes={name: one["group"] for name, one in programme.policies["lanes"].items()},
            lists={
                name: [one["value"] for one in options]
                for name, options in programme.policies["lists"].items()
            },
            sites=sites,
            teams=teams,
        )

    def play(self, most: int | None = None) -> Iterator[Played]:
        """Play the stories in the order in which they began.

        One that cannot go on, as after somebody worked on its case, leaves the others alone.

        Args:
            most: How many, from the first; None for all.
        """
        stage, numbers = self.prepare(), dict[str, str]()
        for story in STORIES[:most]:
            play, problem = Play(stage, story, numbers), ""
            try:
                play.run()
            except PasserelleError as error:
                problem = str(error)
            numbers[story.key] = play.number
            yield Played(story.key, play.number, problem)

    def _hire(self, sites: dict[str, str], teams: dict[str, str]) -> None:
        for one in STAFF:
            site = sites.get(one.site)
            command = CreateUser(
                login=one.login,
                name=one.name,
                password=PASSWORD,
                site=site,
                grants=tuple(Grant(role, site) for role in one.roles),
                must_change=False,
            )
            self._once(command, one.login)
            for team in one.teams:
                self._once(AddToTeam(team=teams[team], login=one.login), one.login, team)

    def _once(self, command: Command[Any], *words: object) -> Any:
        once = same_id("demo", type(command).__name__, *words)
        return self.executor.execute(command, by=_BY, command_id=once)
