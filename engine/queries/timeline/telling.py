"""Rows of the history as things that say something to staff."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, cast

import sqlalchemy as sa

from engine.core import due, feel
from engine.queries.case_page.reader import Reader
from engine.queries.steps import element_named, event_named, process_named
from engine.queries.timeline.decided import classes_behind, in_words
from engine.queries.timeline.entry import TimelineItem, TimelineKind
from engine.queries.timeline.kinds import OF_EVENTS, OF_PEOPLE, OF_TASKS, OF_TEAMS, REASONED, TOLD
from engine.store import records as r
from engine.store import tables as t
from engine.store.addressees import names_of
from engine.store.comments import comments_of
from engine.store.context import Context
from engine.store.sites import calendar_of


class Telling:
    """Tells rows of one case, for one reader; what they need is read once for all of them."""

    def __init__(
        self,
        context: Context,
        case: Mapping[str, Any],
        reader: Reader,
        rows: Sequence[sa.Row[Any]],
    ) -> None:
        self._context = context
        self._case = case
        self._reader = reader
        self._release = context.releases.get(context.connection, case["release"])
        self._processes = self._read(t.instance, "process")
        self._tasks = self._read(t.user_task, "name")
        self._submissions = {
            row.task_id: row.id
            for row in context.connection.execute(
                sa.select(r.submission.c.id, r.submission.c.task_id).where(
                    r.submission.c.case_id == case["id"]
                )
            )
        }
        self._data = {row.seq: self._opened(row) for row in rows if row.kind in TOLD}
        written = [str(self._data[row.seq]["comment"]) for row in rows if row.kind == "Commented"]
        self._comments = {
            one.id: one.text for one in comments_of(context, case, r.comment.c.id.in_(written))
        }
        logins = {row.actor for row in rows}
        for said in self._data.values():
            logins |= {said[key] for key in ("login", "to", "before")
                       if isinstance(said.get(key), str)}  # fmt: skip
        self._names = names_of(context, logins)

    def named(self, login: object) -> str:
        """The name of somebody; their login where they have no account."""
        return self._names.get(str(login), str(login)) if login else ""

    def item(self, row: sa.Row[Any]) -> TimelineItem:
        """What a row tells."""
        own = _HOW.get(row.kind)
        if own is not None:
            return own(self, row)
        if row.kind in OF_TASKS:
            return self._task(row, OF_TASKS[row.kind])
        if row.kind in OF_EVENTS:
            return self._event(row, OF_EVENTS[row.kind])
        said = self._data[row.seq]
        if row.kind in OF_PEOPLE:
            back = ", ".join(map(str, cast("list[str]", said.get("returned", []))))
            return TimelineItem(kind=OF_PEOPLE[row.kind], person=self.named(said["login"]), of=back)
        if row.kind in OF_TEAMS:
            return TimelineItem(kind=OF_TEAMS[row.kind], name=str(said["name"]))
        return TimelineItem(kind=REASONED[row.kind], text=str(said["reason"]))

    # Kinds of rows

    def _began(self, row: sa.Row[Any]) -> TimelineItem:
        kind: TimelineKind = "process began" if self._data[row.seq].get("caller") else "case began"
        return TimelineItem(kind=kind, name=self._process(row))

    def _ended(self, row: sa.Row[Any]) -> TimelineItem:
        ends = cast("list[str]", self._data[row.seq]["ends"])
        process = self._processes[row.instance_id]
        reached = ", ".join(element_named(self._release, process, end) for end in ends)
        root = next(iter(self._processes)) == row.instance_id
        kind: TimelineKind = "case ended" if root else "process ended"
        return TimelineItem(kind=kind, name=self._process(row), of=reached)

    def _failed(self, row: sa.Row[Any]) -> TimelineItem:
        code = str(self._data[row.seq]["code"])
        return TimelineItem(kind="case failed", name=self._process(row), text=code)

    def _entered(self, row: sa.Row[Any]) -> TimelineItem:
        properties = self._release.properties_of(self._processes[row.instance_id], row.element)
        return TimelineItem(kind="stage reached", name=properties.get("stage", ""))

    def _task(self, row: sa.Row[Any], kind: TimelineKind) -> TimelineItem:
        before = self._data.get(row.seq, {}).get("before")
        return TimelineItem(
            kind=kind,
            name=self._tasks.get(row.token, row.element or ""),
            person=self.named(before) if before not in (None, row.actor) else "",
            task=row.token or "",
            submission=self._submissions.get(row.token, "") if kind == "task completed" else "",
        )

    def _opens(self, row: sa.Row[Any]) -> TimelineItem:
        return self._task(row, "task opened")

    def _given(self, row: sa.Row[Any]) -> TimelineItem:
        return TimelineItem(
            kind="task given",
            name=self._tasks.get(row.token, row.element or ""),
            person=self.named(self._data[row.seq]["to"]),
            task=row.token,
        )

    def _dated(self, row: sa.Row[Any]) -> TimelineItem:
        said, is_due = self._data[row.seq], row.kind == "DueDateSet"
        at = cast("datetime.datetime | None", said["due" if is_due else "at"])
        calendar = calendar_of(self._context.connection, self._case["site_id"])
        on = None
        if at is not None:
            on = due.due_on(at, calendar) if is_due else calendar.local_date(at)
        return TimelineItem(
            kind="due date set" if is_due else "follow-up set",
            name=self._tasks.get(row.token, row.element or ""),
            text=str(said.get("reason") or ""),
            on=on,
            task=row.token,
        )

    def _comment(self, row: sa.Row[Any]) -> TimelineItem:
        mine = row.actor == self._context.actor
        shown = mine or self._reader.may("case.read.A") or self._reader.may("case.read.B")
        text = self._comments.get(str(self._data[row.seq]["comment"]), "")
        return TimelineItem(
            kind="comment",
            name=self._tasks.get(row.token, "") if row.token else "",
            text=text if shown else "",
            shown=shown,
            task=row.token or "",
        )

    def _event(self, row: sa.Row[Any], kind: TimelineKind) -> TimelineItem:
        name, of = event_named(self._release, self._processes[row.instance_id], row.element)
        return TimelineItem(kind=kind, name=name, of=of)

    def _decision(self, row: sa.Row[Any]) -> TimelineItem:
        process, said = self._processes[row.instance_id], self._data[row.seq]
        name = element_named(self._release, process, row.element)
        behind = classes_behind(self._release, process, row.element)
        if not self._reader.machine and not (
            behind and all(self._reader.may(one) for one in behind)
        ):
            return TimelineItem(kind="decision", name=name, shown=False)
        rules = cast("list[tuple[str, int]]", said["rules"])
        return TimelineItem(
            kind="decision",
            name=name,
            value=in_words(said["value"]),
            rules=tuple((str(table), int(number)) for table, number in rules),
        )

    def _incident(self, row: sa.Row[Any]) -> TimelineItem:
        name = element_named(self._release, self._processes[row.instance_id], row.element)
        return TimelineItem(kind="incident", name=name, text=str(self._data[row.seq]["reason"]))

    # What is behind them

    def _process(self, row: sa.Row[Any]) -> str:
        return process_named(self._release, self._processes[row.instance_id])

    def _read(self, table: sa.Table, column: str) -> dict[str, str]:
        order = table.c.place if table is t.instance else table.c.id
        rows = self._context.connection.execute(
            sa.select(table.c.id, table.c[column])
            .where(table.c.case_id == self._case["id"])
            .order_by(order)
        )
        return {key: value for key, value in rows}  # noqa: C416 - a row is no pair to mypy

    def _opened(self, row: sa.Row[Any]) -> dict[str, object]:
        plain = self._open(row.data, f"history/{self._case['id']}/{row.seq}")
        return cast("dict[str, object]", feel.from_json(plain.decode()))

    def _open(self, sealed: bytes, place: str) -> bytes:
        context = self._context
        return context.keyring.open(context.connection, self._case["key_id"], sealed, place)


_HOW: Final[Mapping[str, Callable[[Telling, sa.Row[Any]], TimelineItem]]] = {
    "InstanceStarted": Telling._began,
    "InstanceCompleted": Telling._ended,
    "InstanceFailed": Telling._failed,
    "ElementEntered": Telling._entered,
    "UserTaskOpened": Telling._opens,
    "TaskAssigned": Telling._given,
    "DueDateSet": Telling._dated,
    "FollowUpSet": Telling._dated,
    "Commented": Telling._comment,
    "DecisionMade": Telling._decision,
    "IncidentRaised": Telling._incident,
}
