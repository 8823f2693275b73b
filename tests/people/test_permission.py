"""The table of roles and permissions: what is not in it is refused, and scope only narrows."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.permission import (
    OF_A_CASE,
    PERMISSIONS,
    ROLES,
    TABLE,
    Grant,
    Scope,
    UnknownPermission,
    UnknownRole,
    allowed,
)

SNAPSHOT = Path(__file__).parent / "permissions.txt"
SITES = st.sampled_from([None, "north", "south"])
GRANTS = st.lists(st.builds(Grant, st.sampled_from(sorted(ROLES)), SITES), max_size=4)
SCOPES = st.builds(
    Scope,
    site=SITES,
    assigned=st.booleans(),
    team=st.booleans(),
    restricted=st.booleans(),
    listed=st.booleans(),
)
WANTED = st.sampled_from(sorted(PERMISSIONS))


def test_the_table_is_as_it_was_reviewed():
    """Whoever changes the table changes the snapshot too, and both are read."""
    lines = []
    for permission in sorted(PERMISSIONS):
        roles = [role for role in sorted(TABLE) if permission in TABLE[role]]
        lines.append(f"{permission}: {', '.join(roles) or 'nobody'}\n")

    assert "".join(lines) == SNAPSHOT.read_text("utf-8")


def test_every_permission_is_somebodys_but_that_to_read_all_that_is_said_in_confidence():
    assert PERMISSIONS - frozenset().union(*TABLE.values()) == {"case.read.D"}


def test_the_table_cannot_be_changed_while_it_is_used():
    with pytest.raises(TypeError):
        TABLE["mentor"] = PERMISSIONS
    with pytest.raises(TypeError):
        ROLES["mentor"] = ROLES["case_manager"]


@given(GRANTS, WANTED, SCOPES)
def test_nothing_is_allowed_that_no_role_has(grants, permission, scope):
    if allowed(grants, permission, scope):
        assert any(permission in TABLE[grant.role] for grant in grants)


@given(WANTED, SCOPES)
def test_without_a_grant_nothing_is_allowed(permission, scope):
    assert not allowed([], permission, scope)


@given(GRANTS, st.text())
def test_an_unknown_permission_is_refused_loudly(grants, permission):
    if permission not in PERMISSIONS:
        with pytest.raises(UnknownPermission, match="no permission"):
            allowed(grants, permission)


@given(GRANTS, st.text(), WANTED, SCOPES)
def test_an_unknown_role_is_refused_loudly_even_beside_one_that_allows(
    grants, role, permission, scope
):
    if role not in ROLES:
        with pytest.raises(UnknownRole, match="no role"):
            allowed([*grants, Grant(role)], permission, scope)


@given(GRANTS, GRANTS, WANTED, SCOPES)
def test_another_grant_takes_nothing_away(grants, more, permission, scope):
    if allowed(grants, permission, scope):
        assert allowed([*grants, *more], permission, scope)


@given(GRANTS, WANTED, SCOPES)
def test_a_grant_for_one_site_allows_no_more_than_one_for_all(grants, permission, scope):
    if allowed(grants, permission, scope):
        assert allowed([Grant(one.role) for one in grants], permission, scope)


@given(GRANTS, WANTED, SCOPES)
def test_a_grant_for_one_site_counts_there_alone(grants, permission, scope):
    elsewhere = [one for one in grants if one.site not in (None, scope.site)]

    assert not allowed(elsewhere, permission, scope)


@given(GRANTS, WANTED, SCOPES)
def test_who_has_less_to_do_with_a_case_may_no_more(grants, permission, scope):
    for less in (
        replace(scope, assigned=False),
        replace(scope, team=False),
        replace(scope, listed=False),
        replace(scope, restricted=True),
    ):
        if allowed(grants, permission, less):
            assert allowed(grants, permission, scope)


@given(GRANTS, WANTED, SCOPES)
def test_a_restricted_case_is_closed_to_all_off_its_list(grants, permission, scope):
    assert not allowed(grants, permission, replace(scope, restricted=True, listed=False))


@given(st.sampled_from(sorted(OF_A_CASE)), SCOPES)
def test_the_list_alone_opens_nothing(permission, scope):
    case_manager = [Grant("case_manager")]

    assert not allowed(case_manager, permission, replace(scope, listed=True, assigned=False))


@pytest.mark.parametrize(
    ("role", "scope", "may"),
    [
        ("intake_officer", Scope(site="north"), True),
        ("case_manager", Scope(site="north", assigned=True), True),
        ("case_manager", Scope(site="north", team=True), False),
        ("case_manager", Scope(site="north"), False),
        ("case_manager", Scope(site="south", assigned=True), False),
        ("team_leader", Scope(site="north", team=True), True),
        ("team_leader", Scope(site="north"), False),
        ("administrator", Scope(site="north", assigned=True), False),
    ],
)
def test_who_reads_a_case(role, scope, may):
    assert allowed([Grant(role, "north")], "case.read.A", scope) is may


@pytest.mark.parametrize(
    ("role", "never"),
    [
        ("intake_officer", "CDEFGHI"),
        ("mentor", "BCDEFGHIJ"),
        ("religious_expert", "CEF"),
        ("family_counsellor", "DEF"),
        ("education_work_coach", "CDF"),
        ("security_officer", "DE"),
        ("governor", "D"),
        ("police_liaison", "CDEG"),
        ("partner", "CDEF"),
        ("programme_manager", "DE"),
        ("evaluator", "A"),
        ("administrator", "ABCDEFGHIJ"),
        ("communications_officer", "ABCDEFGHIJ"),
        ("board_member", "ABCDEFGHIJ"),
    ],
)
def test_what_a_role_never_reads(role, never):
    assert not {f"case.read.{letter}" for letter in never} & TABLE[role]
