"""What commands that arrange who has to do with a case ask first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from engine.core.permission import Permission
from engine.errors import PasserelleError
from engine.store import people as p
from engine.store import tables as t
from engine.store.accounts import UserNotFound, find
from engine.store.authority import require_in_case
from engine.store.cases import lock_row

if TYPE_CHECKING:
    from engine.store.context import Context

_LONGEST: Final = 2000
_ROOT: Final = sa.select(t.instance.c.id).where(
    t.instance.c.case_id == sa.bindparam("case"), t.instance.c.caller_instance.is_(None)
)


class ReasonMissing(PasserelleError):
    """Say why, in at most 2000 characters; those who come after will ask."""


def case_for(context: Context, permission: Permission, case_id: str) -> dict[str, Any]:
    """The row of a case in which the actor may do something, locked until the transaction ends.

    Raises:
        CaseNotFound: There is no such case, or not for this actor.
        NotAllowed: They may not.
    """
    require_in_case(context, permission, case_id)
    return lock_row(context, case_id)


def root_of(context: Context, case_id: str) -> str:
    """The id of the instance that a case began with."""
    return str(context.connection.execute(_ROOT, {"case": case_id}).scalars().first())


def reason_given(text: str) -> str:
    """A reason without spaces around it.

    Raises:
        ReasonMissing: It is empty or too long.
    """
    found = text.strip()
    if not 0 < len(found) <= _LONGEST:
        raise ReasonMissing
    return found


def colleague(context: Context, login: str) -> sa.Row[Any]:
    """The active account of this login name.

    Raises:
        UserNotFound: There is none, or it is disabled.
    """
    account = find(context, login)
    if account.status != "active":
        raise UserNotFound(f"the account '{account.login}' is disabled; choose somebody else")
    return account


def is_member(context: Context, case_id: str, login: str, relation: str) -> bool:
    """Whether somebody is a member of a case: `assigned`, or `listed`."""
    member, user = p.case_member.c, p.user.c
    question = (
        sa.select(member.user_id)
        .join(p.user, user.id == member.user_id)
        .where(member.case_id == case_id, member.relation == relation, user.login == login)
    )
    return context.connection.execute(question).first() is not None
