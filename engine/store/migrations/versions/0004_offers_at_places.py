"""Offers of tasks at each place that a role can reach, so that an index answers for every role."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_IN_ORDER = ["due_at", "urgency", "task_id", "case_id"]
_LOOKED_AT = ["site_id", "restricted", "safety", "several"]


def upgrade() -> None:
    _put_aside()
    _create(
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("safety", sa.Boolean(), nullable=False),
        key=["case_id", "task_id", "group_name", "place"],
    )
    op.execute(
        """
        INSERT INTO task_offer (case_id, task_id, group_name, site_id, due_at, several,
                                place, restricted, urgency, safety)
        SELECT o.case_id, o.task_id, o.group_name, o.site_id, o.due_at, o.several,
               places.place, c.restricted, -u.priority, u.safety
        FROM offer_before o
        JOIN user_task u ON u.case_id = o.case_id AND u.id = o.task_id
        JOIN "case" c ON c.id = o.case_id
        JOIN (SELECT id AS case_id, '' AS place FROM "case"
              UNION ALL SELECT id, site_id FROM "case" WHERE site_id IS NOT NULL
              UNION ALL SELECT case_id, team_id FROM case_team
              UNION ALL SELECT case_id, user_id FROM case_member WHERE relation = 'assigned'
        ) AS places ON places.case_id = o.case_id
        """
    )
    op.drop_table("offer_before")
    _index("group", ["place", "group_name", *_IN_ORDER, *_LOOKED_AT])
    _index("place", ["place", *_IN_ORDER, "group_name", *_LOOKED_AT])


def downgrade() -> None:
    _put_aside()
    _create(key=["case_id", "task_id", "group_name"])
    op.execute(
        """
        INSERT INTO task_offer (case_id, task_id, group_name, site_id, due_at, several)
        SELECT case_id, task_id, group_name, site_id, due_at, several
        FROM offer_before WHERE place = ''
        """
    )
    op.drop_table("offer_before")
    found = ["case_id", "task_id", "several"]
    _index("group_site", ["group_name", "site_id", "due_at", *found])
    _index("group", ["group_name", "due_at", *found])
    _index("site", ["site_id", "due_at", "group_name", *found])


def _put_aside() -> None:
    """Copy what there is, for a table cannot be renamed with its constraints."""
    op.execute("CREATE TABLE offer_before AS SELECT * FROM task_offer")
    op.drop_table("task_offer")


def _create(*more: sa.Column[object], key: Iterable[str]) -> None:
    op.create_table(
        "task_offer",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("task_id", sa.String(length=32), nullable=False),
        sa.Column("group_name", sa.String(length=200), nullable=False),
        sa.Column("site_id", sa.String(length=32), nullable=True),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("several", sa.Boolean(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_task_offer_case_id")),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_task_offer")),
    )


def _index(name: str, columns: list[str]) -> None:
    op.create_index(f"ix_task_offer_{name}", "task_offer", columns)
