"""Completing a task: who may, and what becomes of the answers."""

import json

import pytest
import sqlalchemy as sa

from engine.commands import (
    CaseNotFound,
    CompleteTask,
    FormNotAccepted,
    NotAllowed,
    PublishRelease,
    SetPolicy,
    StartCase,
    TaskClaimed,
)
from engine.queries import CaseHistory, OpenTasks
from engine.store import people as p
from engine.store import records as r
from engine.store import tables as t
from engine.store.submissions import submissions_of
from tests.core.bpmn.drawing import (
    definitions,
    end,
    exclusive,
    flow,
    flows,
    lane,
    lanes,
    process,
    start,
)
from tests.core.bpmn.drawing import user_task as task_of
from tests.people.staff import join, write

FORM = {
    "type": "default",
    "components": [
        {
            "type": "radio", "key": "fits", "label": "Does it fit?",
            "values": [{"label": "Yes", "value": "yes"}, {"label": "No", "value": "no"}],
            "validate": {"required": True}, "properties": {"dataClass": "A", "route": "true"},
        },
        {
            "type": "textarea", "key": "why", "label": "Why?",
            "validate": {"required": True, "minLength": 3},
            "properties": {"dataClass": "D", "kind": "assessment"},
        },
        {
            "type": "select", "key": "who", "label": "Who?", "valuesKey": "users",
            "properties": {"dataClass": "A", "assigns": "true"},
        },
    ],
}  # fmt: skip
ASKS = definitions(
    process(
        "p",
        lanes(lane("l", "u", name="Front office")),
        start("s"),
        task_of("u", name="Decide", form="decide"),
        exclusive("fits", default="otherwise"),
        end("accepted"),
        end("refused"),
        flows("s", "u", "fits"),
        flow("fits", "accepted", when='decide.fits = "yes"'),
        flow("fits", "refused", id="otherwise"),
    )
)
GOOD = {"fits": "yes", "why": "It does."}


@pytest.fixture
def task(executor):
    """An open task in the lane of the front office, which intake officers are."""
    forms = {"decide": json.dumps(FORM)}
    executor.execute(PublishRelease(diagrams={"p": ASKS}, forms=forms), by="console")
    lanes = {"Front office": {"group": "intake_officer", "title": "Intake officers"}}
    executor.execute(SetPolicy(key="lanes", content=lanes), by="console")
    join(executor, "tilda", "intake_officer")
    case = executor.execute(StartCase(process="p"), by="console")["id"]
    (found,) = executor.ask(OpenTasks(case=case), by="console")
    return found


def complete(executor, task, answers, by="tilda"):
    command = CompleteTask(case=task.case_id, task=task.id, answers=answers)
    return executor.execute(command, by=by)


class Submissions:
    def __init__(self, case):
        self.case = case

    def run(self, context):
        row = context.connection.execute(sa.select(t.case)).mappings().one()
        return submissions_of(context, row)


def test_answers_are_kept_and_the_process_gets_what_routes_it(executor, task):
    answer = complete(executor, task, GOOD)

    assert answer["status"] == "completed"
    (kept,) = executor.ask(Submissions(task.case_id), by="console")
    assert (kept.id, kept.form, kept.revision, kept.by) == (
        answer["submission"], "decide", 1, "tilda",
    )  # fmt: skip
    assert kept.values == {"fits": "yes", "why": "It does.", "who": None}
    history = executor.ask(CaseHistory(case=task.case_id), by="console")
    told = [one.data["variables"] for one in history if one.kind == "VariablesChanged"]
    assert told == [{"decide": {"fits": "yes"}}]
    assert "accepted" in [one.element for one in history]


def test_what_is_kept_cannot_be_read_without_the_key(executor, engine, task):
    complete(executor, task, GOOD)

    with engine.connect() as connection:
        kept = connection.scalar(sa.select(r.submission.c.data))
    assert b"It does" not in kept


def test_answers_that_are_wrong_are_refused_with_all_that_was_typed(executor, engine, task):
    with pytest.raises(FormNotAccepted) as refused:
        complete(executor, task, {"why": "No"})

    assert set(refused.value.loaded.errors) == {"fits", "why"}
    assert refused.value.loaded.typed["why"] == ["No"]
    with engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(r.submission)) == 0
    assert len(executor.ask(OpenTasks(case=task.case_id), by="console")) == 1


def test_who_is_named_works_on_the_case_from_then_on(executor, engine, task):
    join(executor, "mira", "case_manager")

    complete(executor, task, GOOD | {"who": "mira"})

    with engine.connect() as connection:
        (member,) = connection.execute(sa.select(p.case_member)).all()
    assert (member.case_id, member.relation) == (task.case_id, "assigned")


def test_a_name_that_nobody_has_is_no_choice(executor, task):
    with pytest.raises(FormNotAccepted) as refused:
        complete(executor, task, GOOD | {"who": "nobody"})

    assert set(refused.value.loaded.errors) == {"who"}


def test_a_task_is_for_the_role_of_its_lane(executor, task):
    join(executor, "gov", "governor")

    with pytest.raises(NotAllowed, match="for others to do: intake_officer"):
        complete(executor, task, GOOD, by="gov")


def test_a_lane_means_another_role_as_soon_as_the_policy_says_so(executor, task):
    join(executor, "gov", "governor")
    lanes = {"Front office": {"group": "governor", "title": "Governors"}}
    executor.execute(SetPolicy(key="lanes", content=lanes), by="console")

    with pytest.raises(NotAllowed):
        complete(executor, task, GOOD)
    assert complete(executor, task, GOOD, by="gov")["status"] == "completed"


def test_who_may_not_see_a_case_is_not_told_that_there_is_one(executor, task):
    join(executor, "elsewhere", "case_manager")

    for login in ("elsewhere", "unknown"):
        with pytest.raises(CaseNotFound):
            complete(executor, task, GOOD, by=login)


def test_a_task_that_somebody_has_claimed_is_theirs(executor, engine, task, clock):
    join(executor, "odo", "intake_officer")
    claimed = {"assignee": "odo", "status": "reserved", "claimed_at": clock.now}
    write(engine, sa.update(t.user_task).values(**claimed))

    with pytest.raises(TaskClaimed, match="claimed by odo on 01 March 2027, 09:00 UTC"):
        complete(executor, task, GOOD)
    assert complete(executor, task, GOOD, by="odo")["status"] == "completed"


def test_a_task_is_offered_until_it_is_done(executor, engine, task):
    def offers():
        with engine.connect() as connection:
            return list(connection.scalars(sa.select(t.task_offer.c.group_name)))

    assert offers() == ["lane:Front office"]
    complete(executor, task, GOOD)

    assert offers() == []


def test_a_task_that_its_diagram_gives_to_somebody_is_offered_to_nobody(executor, engine):
    drawn = task_of("v", assignee="odo", groups="governor")
    given = definitions(process("q", start("s"), drawn, end("e"), flows("s", "v", "e")))
    executor.execute(PublishRelease(diagrams={"q": given}), by="console")

    executor.execute(StartCase(process="q"), by="console")

    with engine.connect() as connection:
        task = connection.execute(sa.select(t.user_task)).one()
        assert connection.execute(sa.select(t.task_offer)).all() == []
    assert (task.status, task.assignee) == ("reserved", "odo")


def test_a_policy_that_does_not_change_keeps_its_version(executor):
    first = executor.execute(SetPolicy(key="lists", content={"a": ["x"]}), by="console")
    same = executor.execute(SetPolicy(key="lists", content={"a": ["x"]}), by="console")
    other = executor.execute(SetPolicy(key="lists", content={"a": ["y"]}), by="console")

    assert (first, same, other) == (1, 1, 2)


def test_only_who_publishes_sets_policy(executor):
    join(executor, "tilda", "intake_officer")

    with pytest.raises(NotAllowed, match=r"release\.publish"):
        executor.execute(SetPolicy(key="lists", content={}), by="tilda")
