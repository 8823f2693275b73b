"""An inbox has exactly what one may do, counted as it is listed, under the right headings."""

import datetime

import hypothesis.strategies as st
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from engine.commands import NotAllowed, PersonData, PublishRelease, SetPolicy, StartCase
from engine.core import due
from engine.core.permission import ROLES, allowed
from engine.queries import Inbox, InboxChanges
from engine.queries.inbox import FOR_ALL_TO_SEE, Filters
from engine.store import people as p
from engine.store import tables as t
from engine.store.authority import grants_of, scope_of
from engine.store.offers import NEVER, offer
from engine.store.persons import add_person
from engine.store.sites import calendar_of
from engine.store.work import groups_of, may_complete
from tests.people.conftest import NORTH, SOUTH
from tests.people.staff import join, write
from tests.store.test_cases import SIMPLE

PLACES = [None, NORTH, SOUTH]
GROUPS = ["intake_officer", "case_manager", "team_leader", "lane:Desk", "lane:Nobody", "@mira"]
UTC = datetime.UTC
NOW = datetime.datetime(2027, 3, 3, 9, tzinfo=datetime.UTC)
DUE = st.none() | st.integers(-300, 300).map(lambda hours: NOW + datetime.timedelta(hours=hours))
LATER = st.none() | st.sampled_from([NOW, NOW + datetime.timedelta(days=3)])
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def world(executor, engine, sites, clock):  # noqa: ARG001 - sites must be there
    """Cases of each site, restriction and relation to Mira, without tasks."""
    clock.now = NOW
    lanes = {"Desk": {"group": "governor", "title": "Governors"}}
    executor.execute(SetPolicy(key="lanes", content=lanes), by="console")
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}), by="console")
    # Other days and hours than at Brussels, so that the edges of groups differ.
    south = sa.update(t.site).where(t.site.c.id == SOUTH)
    write(engine, south.values(zone="Pacific/Auckland", country="NZ"))
    for login in ("mira", "pavel"):
        join(executor, login, at=NORTH)
    with engine.connect() as connection:
        mira = connection.scalar(sa.select(p.user.c.id).where(p.user.c.login == "mira"))
    write(engine, sa.insert(p.team).values(id="t" * 32, name="Team", site_id=None))
    write(engine, sa.insert(p.membership).values(user_id=mira, team_id="t" * 32))
    cases = []
    for site in PLACES:
        for restricted in (False, True):
            for relation in (None, "assigned", "listed", "team"):
                command = StartCase(process="p", site=site, restricted=restricted)
                case = executor.execute(command, by="console")["id"]
                cases.append((case, site))
                if relation == "team":
                    write(engine, sa.insert(p.case_team).values(case_id=case, team_id="t" * 32))
                elif relation:
                    row = {"case_id": case, "user_id": mira, "relation": relation}
                    write(engine, sa.insert(p.case_member).values(**row))
    return mira, cases


@st.composite
def tasks(draw):
    """The columns of a task that decide where it is listed."""
    status = draw(st.sampled_from(["ready", "ready", "reserved", "completed"]))
    who = draw(st.sampled_from(["mira", "mira", "pavel"]))
    return {
        "number": draw(st.integers(0, 23)),
        "status": status,
        "assignee": who if status == "reserved" else None,
        "ended_by": who if status == "completed" else None,
        "ended_at": NOW if status == "completed" else None,
        "candidate_groups": draw(st.lists(st.sampled_from(GROUPS), unique=True, max_size=3)),
        "priority": draw(st.sampled_from([10, 50, 90])),
        "safety": draw(st.booleans()),
        "due_at": draw(DUE),
        "follow_up_at": draw(LATER),
    }


def grant(engine, user, grants):
    write(engine, sa.delete(p.role_grant))
    for number, (role, site) in enumerate(grants):
        row = {
            "id": f"{number:032}", "user_id": user, "role": role, "site_id": site,
            "from_at": NOW, "granted_at": NOW, "granted_by": "console",
        }  # fmt: skip
        write(engine, sa.insert(p.role_grant).values(**row))


class Put:
    """Make these the only tasks."""

    recorded = False

    def __init__(self, cases, made):
        self.cases, self.made = cases, made

    def run(self, context):
        connection = context.connection
        connection.execute(sa.delete(t.task_offer))
        connection.execute(sa.delete(t.user_task))
        for place, one in enumerate(self.made):
            case, _site = self.cases[one["number"]]
            row = {
                "case_id": case, "id": f"{place:032x}", "instance_id": "i" * 32, "process": "p",
                "element": "u", "name": f"Task {place}", "form": None, "opened_at": NOW,
                "claimed_at": None, **{k: v for k, v in one.items() if k != "number"},
            }  # fmt: skip
            connection.execute(sa.insert(t.user_task), [row])
            if row["status"] == "ready":
                offer(context, [row])


class Expected:
    """What each view must have, by asking of one task after the other."""

    def run(self, context):
        found = {}
        grants = grants_of(context, "mira")
        question = sa.select(t.user_task, t.case.c.site_id).join(t.case)
        for row in context.connection.execute(question):
            scope = scope_of(context, row.case_id)
            calendar = calendar_of(context.connection, row.site_id)
            for view in self.views(context, row, grants, scope, calendar):
                found.setdefault(view, []).append(row)
        return found

    def views(self, context, row, grants, scope, calendar):
        readable = allowed(grants, "case.read", scope)
        able = may_complete("mira", grants, scope, groups_of(context, row)) and readable
        is_open, late = row.ended_at is None, due.overdue(row.due_at, context.now)
        mine = is_open and row.assignee == "mira" and able
        free = is_open and row.assignee is None and able
        aside = row.follow_up_at is not None and row.follow_up_at > context.now
        reassigned = is_open and allowed(grants, "task.reassign", scope)
        soon = row.due_at is not None and not late and this_week(row.due_at, context, calendar)
        told = {
            "mine": mine and not aside,
            "waiting": mine and aside,
            "team": free,
            "overdue": (mine or free) and late,
            "week": (mine or free) and soon,
            "done": row.ended_by == "mira" and readable,
            "unassigned": reassigned and row.assignee is None,
            "person": reassigned and row.assignee == "pavel",
        }
        return [view for view, holds in told.items() if holds]


def this_week(due_at, context, calendar):
    today = calendar.local_date(context.now)
    return due.due_on(due_at, calendar) <= today + datetime.timedelta(days=6 - today.weekday())


def everything(executor, **asked):
    """All pages of a view, and the last page."""
    rows, groups, number = [], [], 1
    while True:
        page = executor.ask(Inbox(**asked, page=number), by="mira")
        rows += page.rows
        groups += [(row.id, group.name) for group in page.groups for row in group.rows]
        if number >= page.pages:
            return rows, groups, page
        number += 1


@FEW
@given(
    grants=st.lists(st.tuples(st.sampled_from(sorted(ROLES)), st.sampled_from(PLACES)), max_size=3),
    made=st.lists(tasks(), min_size=10, max_size=45),
)
def test_a_view_lists_and_counts_exactly_what_belongs_there(executor, engine, world, grants, made):
    mira, cases = world
    grant(engine, mira, grants)
    executor.execute(Put(cases, made), by="console")
    expected = executor.ask(Expected(), by="mira")
    reassigns = any("task.reassign" in ROLES[role].may for role, _ in grants)

    for view in ["mine", "team", "overdue", "week", "waiting", "done", "unassigned", "person"]:
        asked = {"view": view, "filters": Filters(person="pavel" if view == "person" else "")}
        if view in ("unassigned", "person") and not reassigns:
            with pytest.raises(NotAllowed):
                executor.ask(Inbox(**asked), by="mira")
            continue
        rows, groups, page = everything(executor, **asked)

        wanted = expected.get(view, [])
        assert sorted(row.id for row in rows) == sorted(row.id for row in wanted), view
        assert page.total == len(rows) == page.counts[view]
        if view != "done":
            assert [row.id for row in rows] == in_order(wanted, executor)
            assert dict(groups) == {row.id: heading(row, executor) for row in wanted}


def heading(row, executor):
    with executor.engine.connect() as connection:
        calendar = calendar_of(connection, row.site_id)
    return due.group(row.due_at, NOW, calendar=calendar, safety=row.safety).value


def in_order(rows, executor):
    headings = [one.value for one in due.Group]
    keys = {
        row.id: (headings.index(heading(row, executor)), row.due_at or NEVER, -row.priority, row.id)
        for row in rows
    }
    return sorted(keys, key=keys.get)


def put(executor, cases, *made):
    plain = {
        "number": 0, "status": "ready", "assignee": None, "ended_by": None, "ended_at": None,
        "candidate_groups": [], "priority": 50, "safety": False, "due_at": None,
        "follow_up_at": None,
    }  # fmt: skip
    executor.execute(Put(cases, [plain | one for one in made]), by="console")


def test_what_is_more_than_999_is_said_to_be_more_and_the_first_are_on_pages(
    executor, engine, world
):
    mira, cases = world
    grant(engine, mira, [("governor", None)])
    put(executor, cases, *({"due_at": NOW + datetime.timedelta(hours=n)} for n in range(1030)))

    first = executor.ask(Inbox(view="team"), by="mira")
    last = executor.ask(Inbox(view="team", page=99), by="mira")

    assert first.total == FOR_ALL_TO_SEE + 1
    assert first.pages == last.page == 40
    assert [row.name for row in first.rows] == [f"Task {n}" for n in range(25)]
    assert [row.name for row in last.rows] == [f"Task {n}" for n in range(975, 1000)]


SCHOOL, PLAN, PAPERS, VISIT = "Call the school", "Write a plan", "Check papers", "Plan a visit"


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"words": "plan a"}, {PLAN, VISIT}),
        ({"words": "SCHOOL"}, {SCHOOL}),
        ({"words": "%"}, set()),
        ({"site": NORTH}, {PLAN}),
        ({"site": "nowhere"}, set()),
        ({"process": "p"}, {SCHOOL, PLAN, PAPERS, VISIT}),
        ({"process": "q"}, set()),
        ({"stage": "intake"}, {SCHOOL}),
        ({"group": "governor"}, {PAPERS, VISIT}),
        ({"before": NOW.date()}, {PAPERS}),
        ({"before": NOW.date() + datetime.timedelta(days=1)}, {PAPERS, PLAN}),
    ],
)
def test_a_filter_narrows_the_list_and_its_counts(executor, engine, world, filters, names):
    mira, cases = world
    grant(engine, mira, [("governor", None)])
    put(
        executor,
        cases,
        {"name": SCHOOL},
        # The whole of 3 March at Brussels.
        {"name": PLAN, "number": 8, "due_at": datetime.datetime(2027, 3, 3, 23, tzinfo=UTC)},
        {
            "name": PAPERS,
            "number": 1,
            "candidate_groups": ["lane:Desk"],
            "due_at": datetime.datetime(2027, 3, 3, tzinfo=UTC),
        },
        {"name": VISIT, "number": 2, "candidate_groups": ["governor"]},
    )
    write(engine, sa.update(t.case).where(t.case.c.id == cases[0][0]).values(stage="intake"))

    page = executor.ask(Inbox(view="team", filters=Filters(**filters)), by="mira")

    assert {row.name for row in page.rows} == names
    assert page.total == len(page.rows) == page.counts["team"]


class Add:
    """Write a person."""

    def __init__(self, data):
        self.data = data

    def run(self, context):
        return add_person(context, self.data)


@pytest.mark.parametrize(
    ("role", "shown"), [("intake_officer", "Ilse Marrow"), ("programme_manager", "")]
)
def test_a_task_is_found_by_the_name_of_the_person_where_one_may_know_it(
    executor, engine, world, role, shown
):
    mira, cases = world
    grant(engine, mira, [(role, None)])
    person = executor.execute(Add(PersonData(name="Ilse Marrow")), by="console")
    case = executor.execute(StartCase(process="p", person=person), by="console")["id"]
    with engine.connect() as connection:
        number = connection.scalar(sa.select(t.case.c.number).where(t.case.c.id == case))
    put(executor, [*cases, (case, None)], {"number": 24}, {"number": 0})

    by_name = executor.ask(Inbox(view="team", filters=Filters(words="marrow")), by="mira")
    by_number = executor.ask(Inbox(view="team", filters=Filters(words=number.lower())), by="mira")

    assert [row.person for row in by_name.rows] == [shown] * bool(shown)
    assert [(row.case, row.person) for row in by_number.rows] == [(case, shown)]


@pytest.mark.parametrize(("sort", "first"), [("opened", "Task 0"), ("case", "Task 1")])
def test_a_list_can_have_another_order_and_then_has_no_headings(
    executor, engine, world, sort, first
):
    mira, cases = world
    grant(engine, mira, [("governor", None)])
    put(executor, cases, {"number": 9}, {"number": 8, "due_at": NOW})

    page = executor.ask(Inbox(view="team", sort=sort), by="mira")

    assert page.rows[0].name == first
    assert [group.name for group in page.groups] == [""]


def test_what_one_completed_last_comes_first(executor, engine, world):
    mira, cases = world
    grant(engine, mira, [("governor", None)])
    done = {"status": "completed", "ended_by": "mira"}
    put(
        executor,
        cases,
        done | {"ended_at": NOW - datetime.timedelta(hours=2)},
        done | {"ended_at": NOW - datetime.timedelta(hours=1)},
    )

    page = executor.ask(Inbox(view="done"), by="mira")

    assert [row.name for row in page.rows] == ["Task 1", "Task 0"]


def test_changes_are_counted_against_the_rows_that_were_shown(executor, engine, world):
    mira, cases = world
    grant(engine, mira, [("governor", None)])
    put(executor, cases, {}, {"number": 8}, {"number": 1})
    asked = Inbox(view="team")
    shown = frozenset(row.mark for row in executor.ask(asked, by="mira").rows)
    assert executor.ask(InboxChanges(inbox=asked, marks=shown), by="mira") == 0

    put(executor, cases, {}, {"number": 8, "due_at": NOW})

    assert executor.ask(InboxChanges(inbox=asked, marks=shown), by="mira") == 2


def test_who_may_do_nothing_has_nothing(executor, engine, world):
    mira, cases = world
    grant(engine, mira, [])
    put(executor, cases, {}, {"status": "reserved", "assignee": "mira"})

    page = executor.ask(Inbox(), by="mira")

    assert (set(page.counts.values()), page.rows, page.works) == ({0}, (), False)
