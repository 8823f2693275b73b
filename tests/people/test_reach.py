"""What may be listed is what may be read: the condition of SQL against the table of roles."""

import hypothesis.strategies as st
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from engine.commands import PublishRelease, StartCase
from engine.core.permission import ROLES, allowed
from engine.store import people as p
from engine.store import tables as t
from engine.store.authority import grants_of, scope_of
from engine.store.reach import may_in_case
from tests.people.conftest import NORTH, SOUTH
from tests.people.staff import join, write
from tests.store.test_cases import SIMPLE

PLACES = [None, NORTH, SOUTH]
PERMISSIONS = ["case.read", "case.read.A", "case.read.F", "task.complete", "task.reassign",
               "case.assign", "case.cancel", "incident.retry", "case.start"]  # fmt: skip


class Listed:
    """The cases where somebody has a permission, by both ways."""

    def __init__(self, permission):
        self.permission = permission

    def run(self, context):
        wanted = may_in_case(context, self.permission)
        listed = set(context.connection.scalars(sa.select(t.case.c.id).where(wanted)))
        grants = grants_of(context, context.actor)
        every = context.connection.scalars(sa.select(t.case.c.id)).all()
        one_by_one = {
            case for case in every if allowed(grants, self.permission, scope_of(context, case))
        }
        return listed, one_by_one


@pytest.fixture
def world(executor, engine, sites):  # noqa: ARG001 - sites must be there
    """A case for each site, relation, team and restriction."""
    executor.execute(PublishRelease(diagrams={"p": SIMPLE}), by="console")
    join(executor, "mira", at=NORTH)
    with engine.connect() as connection:
        mira = connection.scalar(sa.select(p.user.c.id))
    write(engine, sa.insert(p.team).values(id="t" * 32, name="Team", site_id=None))
    write(engine, sa.insert(p.membership).values(user_id=mira, team_id="t" * 32))
    for site in PLACES:
        for restricted in (False, True):
            for relation in (None, "assigned", "listed", "team"):
                command = StartCase(process="p", site=site, restricted=restricted)
                case = executor.execute(command, by="console")["id"]
                if relation == "team":
                    write(engine, sa.insert(p.case_team).values(case_id=case, team_id="t" * 32))
                elif relation:
                    row = {"case_id": case, "user_id": mira, "relation": relation}
                    write(engine, sa.insert(p.case_member).values(**row))
    return mira


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    grants=st.lists(st.tuples(st.sampled_from(sorted(ROLES)), st.sampled_from(PLACES)), max_size=4),
    permission=st.sampled_from(PERMISSIONS),
)
def test_a_list_has_exactly_the_cases_that_one_may_open(
    executor, engine, world, grants, permission
):
    write(engine, sa.delete(p.role_grant))
    for number, (role, site) in enumerate(grants):
        now = executor.ask(Now(), by="console")
        row = {
            "id": f"{number:032}", "user_id": world, "role": role, "site_id": site,
            "from_at": now, "granted_at": now, "granted_by": "console",
        }  # fmt: skip
        write(engine, sa.insert(p.role_grant).values(**row))

    listed, one_by_one = executor.ask(Listed(permission), by="mira")

    assert listed == one_by_one


class Now:
    def run(self, context):
        return context.now


@pytest.mark.usefixtures("world")
def test_the_programme_itself_sees_all(executor):
    listed, _ = executor.ask(Listed("case.read"), by="console")

    assert len(listed) == 24
