"""The tables of work: what is offered to whom, what people write, whom a case is about."""

import datetime

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_FAR = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)


def upgrade() -> None:
    op.create_table(
        "person_index",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_index_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", "value", name=op.f("pk_person_index")),
    )
    op.create_index(op.f("ix_person_index_kind_value"), "person_index", ["kind", "value"])
    op.create_table(
        "policy",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("key", "version", name=op.f("pk_policy")),
    )
    op.create_table(
        "task_offer",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("task_id", sa.String(length=32), nullable=False),
        sa.Column("group_name", sa.String(length=200), nullable=False),
        sa.Column("site_id", sa.String(length=32), nullable=True),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("several", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_task_offer_case_id")),
        sa.PrimaryKeyConstraint("case_id", "task_id", "group_name", name=op.f("pk_task_offer")),
    )
    for name, columns in (
        ("group_site", ["group_name", "site_id", "due_at"]),
        ("group", ["group_name", "due_at"]),
        ("site", ["site_id", "due_at", "group_name"]),
    ):
        found = [*columns, "case_id", "task_id", "several"]
        op.create_index(f"ix_task_offer_{name}", "task_offer", found)
    _what_people_write()
    _more_of_cases_and_tasks()
    _offer_what_is_open()


def _what_people_write() -> None:
    op.create_table(
        "submission",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("task_id", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=200), nullable=False),
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_submission_case_id")),
        sa.ForeignKeyConstraint(
            ["release"], ["release.number"], name=op.f("fk_submission_release")
        ),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_submission")),
    )
    op.create_index(
        op.f("ix_submission_case_id_form_revision"),
        "submission",
        ["case_id", "form", "revision"],
        unique=True,
    )
    op.create_table(
        "form_draft",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("task_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_form_draft_case_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_form_draft_user_id")),
        sa.PrimaryKeyConstraint("case_id", "task_id", "user_id", name=op.f("pk_form_draft")),
    )
    op.create_table(
        "comment",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("task_id", sa.String(length=32), nullable=True),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_comment_case_id")),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_comment")),
    )


def _more_of_cases_and_tasks() -> None:
    op.add_column("case", sa.Column("stage", sa.String(length=40), nullable=True))
    with op.batch_alter_table("user_task") as batch:
        batch.add_column(
            sa.Column("process", sa.String(length=200), nullable=False, server_default="")
        )
        batch.add_column(
            sa.Column("safety", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(sa.Column("claimed_at", Moment(), nullable=True))
        batch.drop_index("ix_user_task_assignee_status")
        batch.create_index("ix_user_task_assignee_status_due_at", ["assignee", "status", "due_at"])
        batch.create_index("ix_user_task_ended_by_ended_at", ["ended_by", "ended_at"])
    op.execute(
        "UPDATE user_task SET process = (SELECT process FROM instance"
        " WHERE instance.case_id = user_task.case_id AND instance.id = user_task.instance_id)"
    )
    with op.batch_alter_table("user_task") as batch:
        batch.alter_column("process", server_default=None)
        batch.alter_column("safety", server_default=None)


def _offer_what_is_open() -> None:
    """One row for each group of each task that nobody has claimed."""
    task = sa.table(
        "user_task",
        sa.column("case_id", sa.String()),
        sa.column("id", sa.String()),
        sa.column("status", sa.String()),
        sa.column("candidate_groups", sa.JSON()),
        sa.column("due_at", Moment()),
    )
    case = sa.table("case", sa.column("id", sa.String()), sa.column("site_id", sa.String()))
    found = op.get_bind().execute(
        sa.select(task, case.c.site_id)
        .join(case, case.c.id == task.c.case_id)
        .where(task.c.status == "ready")
    )
    rows = [
        {
            "case_id": row.case_id,
            "task_id": row.id,
            "group_name": group,
            "site_id": row.site_id,
            "due_at": row.due_at or _FAR,
            "several": len(row.candidate_groups or ()) > 1,
        }
        for row in found
        for group in row.candidate_groups or [""]
    ]
    offer = sa.table(
        "task_offer",
        sa.column("case_id", sa.String()),
        sa.column("task_id", sa.String()),
        sa.column("group_name", sa.String()),
        sa.column("site_id", sa.String()),
        sa.column("due_at", Moment()),
        sa.column("several", sa.Boolean()),
    )
    op.bulk_insert(offer, rows)


def downgrade() -> None:
    for name in ("comment", "form_draft", "submission", "task_offer", "policy", "person_index"):
        op.drop_table(name)
    with op.batch_alter_table("user_task") as batch:
        batch.drop_index("ix_user_task_ended_by_ended_at")
        batch.drop_index("ix_user_task_assignee_status_due_at")
        batch.create_index("ix_user_task_assignee_status", ["assignee", "status"])
        for name in ("claimed_at", "safety", "process"):
            batch.drop_column(name)
    # In place, for other tables refer to this one.
    op.drop_column("case", "stage")
