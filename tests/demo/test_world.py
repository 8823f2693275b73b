"""The stories of the demonstration, on both databases."""

import datetime

import pytest
import sqlalchemy as sa

from engine.commands import CompleteTask
from engine.core.due import Calendar, Group, group, overdue
from engine.demo.moves import allocate, assess, classify, house, take_in
from engine.demo.playing import Play
from engine.demo.staff import usual_cast
from engine.demo.stories import STORIES, Story
from engine.executor import Executor
from engine.queries import AuditBreaks, CaseHistory, OpenTasks
from engine.store import people as p
from engine.store import records as r
from engine.store import tables as t
from tests.demo.conftest import BEGAN

MACHINES = {"console", "scheduler"}
# Where each story stands: the status of the case, and the steps that are open.
STANDS = {
    "long way": ("active", {"case_conference"}),
    "outside": ("active", set()),
    "not enough": ("active", {"interim_support"}),
    "other offer": ("active", set()),
    "told soon": ("active", {"inform_participant"}),
    "another way": ("completed", set()),
    "waits for signing": ("active", {"mdt_consensus"}),
    "category": ("active", {"decide_classification"}),
    "late tool": ("active", {"specialised_tool", "general_tool"}),
    "two views": ("active", {"consensus_rating"}),
    "reported twice": ("completed", set()),
    "sources": ("active", {"interviews", "file_collateral", "family_social_input"}),
    "interpreter": ("active", {"resolve_condition"}),
    "closed circle": (
        "active",
        {"interviews", "file_collateral", "family_social_input", "education_work_screen"},
    ),
    "unknown status": ("active", {"gather_information"}),
    "first talk": ("active", {"initial_contact"}),
    "to decide": ("active", {"eligibility_decision"}),
    "papers": ("active", {"gather_file"}),
    "just registered": ("active", {"acknowledge_referrer"}),
    "urgent": ("active", {"gather_file"}),
    "fresh": ("active", {"register_referral"}),
}
OVERDUE = {
    "long way", "waits for signing", "late tool", "sources", "first talk", "papers", "to decide",
    "told soon",
}  # fmt: skip


def rows(played, table, *conditions):
    with played.world.executor.engine.connect() as connection:
        return connection.execute(sa.select(table).where(*conditions)).all()


def history(played, key):
    return played.world.executor.ask(CaseHistory(case=played.cases[key], most=5000), by="console")


def open_tasks(played, key):
    found = played.world.executor.ask(OpenTasks(case=played.cases[key]), by="console")
    return {one.element: one for one in found}


def calendar_of(key):
    site = next(one.site for one in STORIES if one.key == key)
    if site == "Lindenhof":
        return Calendar("Europe/Berlin", country="DE", subdivision="BE")
    return Calendar("Europe/Paris", country="FR")


def test_every_story_comes_to_its_end(played):
    assert {key: one.problem for key, one in played.stories.items() if one.problem} == {}
    assert set(played.stories) == {one.key for one in STORIES} == set(STANDS)


@pytest.mark.parametrize("key", STANDS)
def test_a_case_stands_where_it_was_promised(played, key):
    status, steps = STANDS[key]

    (case,) = rows(played, t.case, t.case.c.id == played.cases[key])

    assert case.status == status
    assert set(open_tasks(played, key)) == steps


def test_some_tasks_are_overdue_and_the_others_are_not(played):
    late = {
        key
        for key in played.cases
        for task in open_tasks(played, key).values()
        if overdue(task.due_at, BEGAN)
    }

    assert late >= OVERDUE
    assert not late & {"not enough", "interpreter", "closed circle", "urgent", "category"}


@pytest.mark.parametrize(
    ("key", "step"), [("late tool", "specialised_tool"), ("waits for signing", "mdt_consensus")]
)
def test_a_step_of_safety_is_critically_overdue(played, key, step):
    task = open_tasks(played, key)[step]

    found = group(task.due_at, BEGAN, calendar=calendar_of(key), safety=True)

    assert found is Group.CRITICALLY_OVERDUE


def test_cases_that_reached_a_process_that_is_missing_have_an_incident(played):
    incidents = rows(played, t.incident)

    assert {one.case_id for one in incidents} == {
        played.cases["long way"],
        played.cases["outside"],
    }
    assert all("p04_engagement" in one.reason for one in incidents)


def test_one_case_is_closed_to_all_but_a_list(played):
    restricted = rows(played, t.case, t.case.c.restricted.is_(True))
    listed = rows(played, p.case_member, p.case_member.c.relation == "listed")

    assert [one.id for one in restricted] == [played.cases["closed circle"]]
    assert len(listed) > 5
    chair = played.world.executor.ask(OpenTasks(), by="bastian.kerr")
    assert played.cases["closed circle"] not in {one.case_id for one in chair}


def test_somebody_has_claimed_put_aside_and_commented(played):
    tasks = rows(played, t.user_task, t.user_task.c.ended_at.is_(None))

    assert {one.assignee for one in tasks} >= {
        None, "mira.tolland", "petra.ossenkamp", "ines.corvane", "anselm.brodie",
    }  # fmt: skip
    assert any(one.follow_up_at and one.follow_up_at > BEGAN for one in tasks)
    assert any(one.follow_up_at and one.follow_up_at < BEGAN for one in tasks)
    assert len(rows(played, r.comment)) >= 5


def test_the_second_referral_of_somebody_is_of_the_same_person_and_says_which_case(played):
    cases = {one.id: one for one in rows(played, t.case)}

    first, second = (cases[played.cases[key]] for key in ("long way", "reported twice"))

    assert first.person_id == second.person_id
    assert len({one.person_id for one in cases.values()}) == 20
    assert any(one.element == "notify_duplicate" for one in history(played, "reported twice"))


def test_every_task_was_completed_by_somebody_who_may(played):
    done = rows(played, t.user_task, t.user_task.c.status == "completed")

    assert len(done) > 200
    assert not {one.ended_by for one in done} & MACHINES


def test_who_checks_does_not_decide(played):
    done = rows(played, t.user_task, t.user_task.c.status == "completed")
    by = {(one.case_id, one.element): one.ended_by for one in done}

    for case, element in by:
        for first, second in [
            ("exclusion_check", "eligibility_decision"),
            ("specialised_tool", "second_rating"),
            ("formulation", "mdt_consensus"),
            ("propose_classification", "decide_classification"),
            ("mdt_advice", "governor_decision"),
        ]:
            if element == first and (case, second) in by:
                assert by[case, first] != by[case, second]


def test_timers_fired_when_they_were_due_and_none_is_late(played):
    fired = 0
    for key in played.cases:
        told = history(played, key)
        due = {one.token: one.data["due"] for one in told if one.kind == "TimerStarted"}
        for one in told:
            if one.kind == "TimerFired" and one.token in due:
                fired += 1
                assert one.at == due[one.token]

    assert fired >= 2
    assert not rows(played, t.timer, t.timer.c.due_at <= BEGAN)


def test_people_work_on_working_days_in_office_hours(played):
    for key in played.cases:
        calendar = calendar_of(key)
        for one in history(played, key):
            if one.actor not in MACHINES:
                local = one.at.astimezone(calendar.tz)
                assert calendar.is_working_day(local.date())
                assert datetime.time(8, 40) <= local.time() <= datetime.time(17, 0)


def test_nothing_lies_in_the_future_and_the_history_holds(played):
    for key in played.cases:
        moments = [one.at for one in history(played, key)]
        assert moments == sorted(moments)
        assert moments[-1] <= BEGAN

    assert played.world.executor.ask(AuditBreaks(), by="console") == []


def test_played_again_nothing_is_there_twice(played, open_world):
    url = played.world.executor.engine.url.render_as_string(hide_password=False)
    tables = (t.case, t.person, t.user_task, t.history, r.submission, r.comment, p.user, p.team)
    before = [len(rows(played, table)) for table in tables]

    again = {one.key: one for one in open_world(url).play()}

    assert again == played.stories
    assert [len(rows(played, table)) for table in tables] == before


class Stopped(Executor):
    """An executor whose process ends after so many commands."""

    left = 310

    def execute(self, command, *, by, command_id=None):
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        return super().execute(command, by=by, command_id=command_id)


def told(world):
    """What happened in a world, without the ids, which are new each time."""
    with world.executor.engine.connect() as connection:
        task = t.user_task.c
        done = sa.select(task.element, task.opened_at, task.ended_at, task.ended_by, task.assignee)
        return connection.execute(done.order_by(*done.selected_columns)).all()


def test_a_world_that_was_interrupted_goes_on_and_is_as_if_it_had_not_been(tmp_path, open_world):
    whole, other = (f"sqlite:///{tmp_path / name}.db" for name in ("whole", "other"))
    one = open_world(whole)
    list(one.play(8))

    with pytest.raises(KeyboardInterrupt):
        list(open_world(other, kind=Stopped).play(8))
    two = open_world(other)
    assert not [played.problem for played in two.play(8) if played.problem]

    assert told(two) == told(one)


def test_what_somebody_did_after_the_story_stays_theirs(tmp_path, open_world):
    url = f"sqlite:///{tmp_path / 'after.db'}"
    world = open_world(url)
    told_soon = list(world.play(5))[-1]
    world.clock.now = BEGAN + datetime.timedelta(hours=1)
    (task,) = (
        one
        for one in world.executor.ask(OpenTasks(), by="mira.tolland")
        if one.case_number == told_soon.number
    )
    answers = {"told_on": "2027-03-03", "told": "All of it, in a talk.", "appeal_explained": "yes",
               "understood": "yes"}  # fmt: skip
    world.executor.execute(
        CompleteTask(case=task.case_id, task=task.id, answers=answers), by="mira.tolland"
    )
    before = world.executor.ask(CaseHistory(case=task.case_id), by="console")

    assert not [one.problem for one in open_world(url).play(5) if one.problem]

    assert world.executor.ask(CaseHistory(case=task.case_id), by="console") == before


def test_mira_takes_a_case_from_its_referral_to_its_team_alone(tmp_path, open_world):
    world = open_world(f"sqlite:///{tmp_path / 'alone.db'}")
    stage = world.prepare()
    alone = dict.fromkeys(usual_cast("Lindenhof"), "mira.tolland")
    moves = (*take_in(), *assess(), *classify(), *house(), *allocate())

    Play(stage, Story(key="fresh", began=60, moves=moves, cast=alone), {}).run()

    with world.executor.engine.connect() as connection:
        task = t.user_task.c
        by = connection.execute(sa.select(task.ended_by).where(task.status == "completed")).all()
        incident = connection.execute(sa.select(t.incident.c.element)).one()
    assert {one.ended_by for one in by} == {"mira.tolland"}
    assert incident.element == "engagement"


@pytest.mark.parametrize(
    "began",
    [
        datetime.datetime(2027, 1, 4, 7, 0, tzinfo=datetime.UTC),  # after the holidays
        datetime.datetime(2026, 6, 14, 22, 0, tzinfo=datetime.UTC),  # on a Sunday
    ],
)
def test_it_can_be_told_on_any_day(tmp_path, open_world, began):
    world = open_world(f"sqlite:///{tmp_path / 'any.db'}", began)

    assert not [(one.key, one.problem) for one in world.play() if one.problem]


def test_where_somebody_has_worked_on_a_case_the_others_are_still_told(tmp_path, open_world):
    url = f"sqlite:///{tmp_path / 'busy.db'}"
    first = next(iter(open_world(url).play(1)))
    busy = open_world(url)
    with busy.executor.engine.connect().execution_options(writes=True) as connection:
        connection.execute(sa.delete(t.command).where(t.command.c.name == "CompleteTask"))
        connection.commit()

    again, second = busy.play(2)

    assert again.number == first.number
    assert again.problem
    assert second.problem == ""
