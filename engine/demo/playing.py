"""One story, played: each task by somebody who may do it, each timer when its time had come."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from engine.commands import (
    AddComment,
    AssignPerson,
    ClaimTask,
    CompleteTask,
    FireTimer,
    FormNotAccepted,
    OpenReferral,
    RestrictCase,
    SendMessage,
    SetFollowUp,
)
from engine.core.permission import ROLES
from engine.demo.answering import Surroundings, answers_to
from engine.demo.calendar import Days
from engine.demo.moves import Claim, Do, Move, Remark, Report
from engine.demo.participants import PARTICIPANTS
from engine.demo.staff import SECOND, usual_cast
from engine.demo.stage import Stage, same_id
from engine.errors import PasserelleError
from engine.queries import DueTimers, OpenTask, OpenTasks, PeopleLike

if TYPE_CHECKING:
    from engine.demo.stories import Story
    from engine.executor import Command

_SCHEDULER: Final = "scheduler"
_WATCHER: Final = "console"


class StoryStopped(PasserelleError):
    """A story of the demonstration cannot go on; somebody else may have worked on its case."""


@dataclass(slots=True)
class Play:
    """The playing of one story; what was played before is not done again.

    Attributes:
        stage: Where.
        story: Which.
        numbers: The numbers of the cases of other stories, by their keys.
        number: That of its case; empty until it has begun.
    """

    stage: Stage
    story: Story
    numbers: Mapping[str, str]
    number: str = ""
    _case: str = ""
    _days: Days = field(init=False)
    _cast: Mapping[str, str] = field(init=False)
    _done: int = 0
    _moments: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find out who and when."""
        story = self.story
        self._days = Days(story.site, self.stage.now, story.began, story.key)
        self._cast = usual_cast(story.site) | dict(story.cast)

    def run(self) -> None:
        """Play it to its end.

        Raises:
            StoryStopped: A form does not take the answers.
            PasserelleError: A task is not there, or for others to do.
        """
        self._refer()
        for move in self.story.moves:
            self._pass_until(self._days.next(move.after))
            self._play(move)
            self._find_people()
        self._pass_until(self.stage.now)
        self._find_people()

    # The first day

    def _refer(self) -> None:
        self.stage.clock.now = self._days.next(0)
        who = PARTICIPANTS[self.story.of or self.story.key]
        by = self._cast["intake_officer"]
        alike = PeopleLike(name=who.name, born=who.born, reference=who.reference)
        found = self.stage.executor.ask(alike, by=by)
        known = found.people[0].id if self.story.of else ""
        command = OpenReferral(
            person=known or who,
            site=self.stage.sites[self.story.site],
            team=self.stage.teams.get(self.story.team),
            seen=found.ids,
            reason="The probation office refers them a second time." if known else "",
        )
        answer = self._once(command, by)
        self._case, self.number = answer["id"], answer["number"]
        if self.story.closed_to:
            self._close()

    def _close(self) -> None:
        listed = tuple(dict.fromkeys(self._cast[role] for role in self.story.closed_to))
        command = RestrictCase(
            case=self._case, logins=listed, reason="A relative works at the site."
        )
        self._once(command, self._cast["information_officer"])

    # Moves

    def _play(self, move: Move) -> None:
        match move:
            case Do():
                self._complete(move)
            case Report():
                message = SendMessage(name=move.message, key=self._case)
                self._once(message, _WATCHER)
            case Remark():
                self._remark(move)
            case Claim():
                self._claim(move)

    def _complete(self, move: Do) -> None:
        task = self._task(move.step)
        by = move.by or self._who_does(task)
        form = self.stage.forms[task.form] if task and task.form else None
        answers = answers_to(form, move.answers, self._around(move.step, by)) if form else {}
        command = CompleteTask(case=self._case, task=task.id if task else "", answers=answers)
        try:
            answer = self._once(command, by)
        except FormNotAccepted as refused:
            wrong = "; ".join(f"{name}: {why}" for name, why in refused.loaded.errors.items())
            raise StoryStopped(f"'{self.story.key}', {move.step}: {wrong}") from None
        self._moments[move.step] = answer["submission"]

    def _remark(self, move: Remark) -> None:
        task = self._task(move.step)
        command = AddComment(case=self._case, task=task.id if task else None, text=move.text)
        self._once(command, self._cast[move.role])

    def _claim(self, move: Claim) -> None:
        task = self._task(move.step)
        by = move.by or self._who_does(task)
        which = task.id if task else ""
        self._once(ClaimTask(case=self._case, task=which), by)
        if move.again_in is not None:
            day = self._today() + datetime.timedelta(days=move.again_in)
            self._once(SetFollowUp(case=self._case, task=which, on=day), by)

    def _once(self, command: Command[Any], by: str) -> Any:
        """Do the next thing of the story, unless it was done already."""
        self._done += 1
        once = same_id(self.story.key, self._done)
        return self.stage.executor.execute(command, by=by, command_id=once)

    # Who

    def _open_tasks(self) -> list[OpenTask]:
        return self.stage.executor.ask(OpenTasks(case=self._case), by=_WATCHER)

    def _task(self, step: str) -> OpenTask | None:
        """The open task at a step; None where it was done when the story was played before."""
        return next((one for one in self._open_tasks() if one.element == step), None)

    def _who_does(self, task: OpenTask | None) -> str:
        if task is None:
            return _WATCHER
        if task.assignee:
            return task.assignee
        group = task.candidate_groups[0]
        if group == "lane:Second assessor":
            return self._cast[SECOND]
        return self._cast[self._role(group)]

    def _role(self, group: str) -> str:
        return self.stage.lanes.get(group.removeprefix("lane:"), group)

    def _find_people(self) -> None:
        """Let those work on the case whom its open tasks wait for."""
        now = self.stage.clock.now
        # What was opened since is no longer part of the story.
        for task in (one for one in self._open_tasks() if one.opened_at <= now):
            who = self._who_does(task)
            reach = ROLES[self._role(task.candidate_groups[0])].reach
            if reach != "all":
                command = AssignPerson(case=self._case, login=who)
                once = same_id(self.story.key, "assign", who)
                by = self._cast["mdt_chair"]
                self.stage.executor.execute(command, by=by, command_id=once)

    def _around(self, step: str, by: str) -> Surroundings:
        person = PARTICIPANTS[self.story.of or self.story.key]
        known = {
            "name": person.name,
            "birth_date": person.born,
            "person_ref": person.reference,
            "case_manager": self._cast["case_manager"],
            "site": self.stage.sites[self.story.site],
        }
        if self.story.of:
            known["open_case_number"] = self.numbers[self.story.of]
        lists = {**self.stage.lists, "assessments": [self._moments.get("formulation", "")]}
        return Surroundings(
            words=(self.story.key, step, by, self._done),
            today=self._today(),
            cast=self._cast,
            known=known,
            lists=lists,
        )

    # Time

    def _today(self) -> datetime.date:
        return self._days.calendar.local_date(self.stage.clock.now)

    def _pass_until(self, moment: datetime.datetime) -> None:
        """Let time pass in this case: what is due fires at the moment when it is due."""
        while (due := self._next_due(moment)) is not None:
            self.stage.clock.now = due.due_at
            fire = FireTimer(case=self._case, timer=due.id)
            self.stage.executor.execute(fire, by=_SCHEDULER)
        self.stage.clock.now = moment

    def _next_due(self, moment: datetime.datetime) -> Any:
        self.stage.clock.now = moment
        due = self.stage.executor.ask(DueTimers(most=1000), by=_SCHEDULER)
        return next((one for one in due if one.case_id == self._case), None)
