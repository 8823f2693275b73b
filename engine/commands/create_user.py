"""Give somebody an account."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

from engine.core.credential import check_password, login_name
from engine.core.permission import Grant, Scope
from engine.errors import PasserelleError
from engine.store import people as p
from engine.store.accounts import add_grant, check_site
from engine.store.authority import require
from engine.store.context import Context
from engine.store.passwords import hash_password


class UserExists(PasserelleError):
    """There is an account of this login name already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateUser:
    """Make an account, with the roles it begins with.

    Attributes:
        login: Its name to sign in with, which is never changed; upper case is as lower case.
        name: Of the person.
        site: The id of the site where they work.
        language: Of their screens; None: as their browser says.
        grants: Roles, each for a site or everywhere.
        must_change: Whether the password is to be changed at the first sign-in.
    """

    login: str
    name: str
    password: str = field(repr=False)
    site: str | None = None
    language: str | None = None
    grants: tuple[Grant, ...] = ()
    must_change: bool = True

    def run(self, context: Context) -> str:
        """Make it; the answer is the login name as it is kept.

        Raises:
            LoginRefused: The login name has other characters than it may have.
            PasswordRefused: The password is too weak.
            UserExists: Somebody has this login name.
            SiteNotFound: There is no such site.
            UnknownRole: There is no such role.
            NotAllowed: The actor may not do this there.
        """
        login = login_name(self.login)
        require(context, "user.manage", Scope(site=self.site))
        check_site(context, self.site)
        check_password(self.password, login)
        known = sa.select(p.user.c.id).where(p.user.c.login == login)
        if context.connection.scalar(known) is not None:
            raise UserExists(f"there is an account '{login}' already: choose another login name")
        user_id = context.new_id()
        context.connection.execute(
            sa.insert(p.user).values(
                id=user_id,
                login=login,
                name=self.name,
                password_hash=hash_password(self.password),
                must_change=self.must_change,
                status="active",
                site_id=self.site,
                language=self.language,
                preferences={},
                created_at=context.now,
                changed_at=context.now,
            )
        )
        for grant in self.grants:
            add_grant(context, user_id, grant)
        return login
