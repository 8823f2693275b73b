"""Refer somebody to the programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from engine.core import event as e
from engine.core import work_event as w
from engine.core.casework import CasePersonAssigned, CaseTeamAssigned
from engine.core.credential import MACHINES
from engine.core.permission import Scope
from engine.errors import PasserelleError
from engine.store import tables as t
from engine.store.accesses import add_access
from engine.store.accounts import check_site
from engine.store.authority import require, standing_in
from engine.store.beginning import Beginning, begin_case
from engine.store.cases import lock_row, tell
from engine.store.comments import add_comment
from engine.store.context import Context
from engine.store.counters import count_on
from engine.store.holding import give
from engine.store.members import assign, assign_team
from engine.store.person_reach import cases_about, may_know
from engine.store.person_search import alike
from engine.store.persons import PersonData, PersonNotFound, add_person
from engine.store.teams import check_team, find_team
from engine.store.work import groups_of, may_complete

_PROCESS: Final = "p00_case_lifecycle"
_SERIES: Final = "referrals"


class PersonKnown(PasserelleError):
    """Somebody like this is known to the programme already; look again, and say who it is."""


class OpenCaseThere(PasserelleError):
    """This person has an open case: go on there, or say why another one is needed."""


class NoName(PasserelleError):
    """A person needs a name with letters in it, as in the papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReferral:
    """Begin the case of a person, and give the one who refers the task to register it.

    Attributes:
        person: The id of somebody who is known, or the data of somebody new.
        site: The id of the site where they are.
        team: The id of the team that is to work on the case; None: it is found later.
        seen: The ids of people of whom one has seen that they are others than the new one; see
            `PeopleLike`.
        reason: Why somebody with an open case needs another; it is kept with those who look at
            the open case, and is a comment on the new one.
    """

    person: str | PersonData
    site: str | None = None
    team: str | None = None
    seen: tuple[str, ...] = ()
    reason: str = ""

    def run(self, context: Context) -> dict[str, str]:
        """Begin it; the answer has its `id`, its `number`, and the id of the `task`.

        Raises:
            NotAllowed: The actor may not begin cases there.
            SiteNotFound: There is no such site.
            TeamNotFound: There is no such team, or it works at another site.
            PersonNotFound: There is no such person, or not for this actor.
            OpenCaseThere: The person has an open case, and no reason was given for another.
            PersonKnown: Somebody like the new person is known whom the actor has not seen.
            NoName: The new person has none.
            UnknownProcess: The newest release has no process for this.
        """
        require(context, "case.start", Scope(site=self.site))
        check_site(context, self.site)
        check_team(context, self.team, self.site)
        # One after the other: two who refer the same person at once must see each other.
        count_on(context.connection, _SERIES)
        person = self._known(context) if isinstance(self.person, str) else self._new(context)
        begun = begin_case(context, Beginning(process=_PROCESS, person=person, site=self.site))
        case = lock_row(context, begun["id"])
        task = _first_task(context, case["id"])
        events = [
            *_assign_oneself(context, case["id"], task.instance_id),
            *self._give_to_team(context, case["id"], task.instance_id),
            *_take(context, case, task),
            *self._say_why(context, case, task.instance_id),
        ]
        tell(context, case, *events)
        return {"id": case["id"], "number": case["number"], "task": task.id}

    def _known(self, context: Context) -> str:
        """The id of a person whom the actor may know."""
        person = str(self.person)
        there = context.connection.scalar(sa.select(t.person.c.id).where(t.person.c.id == person))
        cases = cases_about(context, [person])
        if there is None or not may_know(cases):
            raise PersonNotFound
        already = [case for case in cases if case.status == "active"]
        if already and not self.reason.strip():
            numbers = ", ".join(case.number for case in already if case.readable)
            raise OpenCaseThere(
                f"this person has an open case{f', {numbers}' if numbers else ''}: "
                "go on there, or say why another one is needed"
            )
        for case in already:
            add_access(context, case.id, "another referral", self.reason.strip())
        return person

    def _give_to_team(self, context: Context, case_id: str, instance: str) -> Iterator[e.Event]:
        if self.team is not None:
            assign_team(context, case_id, self.team)
            name = find_team(context, self.team).name
            yield CaseTeamAssigned(instance=instance, team=self.team, name=name)

    def _say_why(
        self, context: Context, case: Mapping[str, Any], instance: str
    ) -> Iterator[e.Event]:
        """The reason as a comment, for those who work on the new case."""
        if self.reason.strip():
            comment = add_comment(context, case, None, self.reason.strip())
            yield w.Commented(instance=instance, comment=comment)

    def _new(self, context: Context) -> str:
        """The id of a person who is added now."""
        assert isinstance(self.person, PersonData)  # noqa: S101 - for the type checker
        if not self.person.name.strip():
            raise NoName
        known = [one for one in alike(context, self.person) if one.person_id not in self.seen]
        if known:
            raise PersonKnown
        return add_person(context, self.person)


def _assign_oneself(context: Context, case_id: str, instance: str) -> Iterator[e.Event]:
    """Whoever refers works on the case: their next steps may be those of another role of theirs."""
    if context.actor not in MACHINES:
        assign(context, case_id, [context.actor])
        yield CasePersonAssigned(instance=instance, login=context.actor)


def _first_task(context: Context, case_id: str) -> sa.Row[Any]:
    task = t.user_task.c
    return context.connection.execute(
        sa.select(t.user_task)
        .where(task.case_id == case_id, task.ended_at.is_(None))
        .order_by(task.opened_at, task.id)
        .limit(1)
    ).one()


def _take(context: Context, case: Mapping[str, Any], task: sa.Row[Any]) -> Iterator[e.Event]:
    """Give the actor a task, where they may do it."""
    if context.actor in MACHINES:
        return
    grants, scope = standing_in(context, case)
    if may_complete(context.actor, grants, scope, groups_of(context, task)):
        give(context, task, context.actor)
        place = {"instance": task.instance_id, "element": task.element, "token": task.id}
        yield w.TaskClaimed(**place)
