"""reminders, preferences, push"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    # What was copied before has no end and no moment of choice: half an hour, and chosen now.
    op.add_column("visits", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE visits SET ends_at = starts_at + interval '30 minutes'")
    op.alter_column("visits", "ends_at", nullable=False)
    op.add_column(
        "visits",
        sa.Column(
            "timed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="when this time was chosen: earlier reminders are not made up for",
        ),
    )
    op.alter_column("visits", "timed_at", server_default=None)
    op.create_index("ix_visits_starts_at", "visits", ["starts_at"])
    op.create_table(
        "visit_ends",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_visit_ends")),
    )
    op.create_table(
        "reminders",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("reminder_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("booking_id", "starts_at", "kind", name=op.f("pk_reminders")),
        sa.UniqueConstraint("reminder_id", name=op.f("uq_reminders_reminder_id")),
    )
    op.alter_column("notices", "event_id", comment="the fact it was told of, or the reminder")
    op.add_column(
        "notices",
        sa.Column(
            "fact_version",
            sa.Integer(),
            server_default="1",
            nullable=False,
            comment="aggregate_version of the fact",
        ),
    )
    op.create_table(
        "preferences",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_to", sa.Time(), nullable=True),
        sa.Column(
            "muted", postgresql.JSONB(), nullable=False, comment="channel:group, such as mail:reminders"
        ),
        sa.CheckConstraint(
            "(quiet_from IS NULL) = (quiet_to IS NULL)", name=op.f("ck_preferences_quiet_from_and_to")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_preferences")),
    )
    op.create_table(
        "push_subscriptions",
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("p256dh", sa.Text(), nullable=False),
        sa.Column("auth", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("subscription_id", name=op.f("pk_push_subscriptions")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_push_subscriptions_endpoint")),
    )
    op.create_index(op.f("ix_push_subscriptions_person_id"), "push_subscriptions", ["person_id"])
    op.create_table(
        "pushes",
        sa.Column("push_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "outcome", sa.Text(), nullable=True, comment="why it was skipped or failed: a word, never an address"
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["push_subscriptions.subscription_id"],
            name=op.f("fk_pushes_subscription_id_push_subscriptions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("push_id", name=op.f("pk_pushes")),
        sa.UniqueConstraint("notice_id", "subscription_id", name=op.f("uq_pushes_notice_id_subscription_id")),
    )
    op.create_index(op.f("ix_pushes_subscription_id"), "pushes", ["subscription_id"])
    op.create_index("ix_pushes_due", "pushes", ["next_attempt_at"], postgresql_where="state = 'queued'")


def downgrade() -> None:
    op.drop_table("pushes")
    op.drop_table("push_subscriptions")
    op.drop_table("preferences")
    op.drop_column("notices", "fact_version")
    op.drop_table("reminders")
    op.drop_table("visit_ends")
    op.drop_index("ix_visits_starts_at", table_name="visits")
    op.drop_column("visits", "timed_at")
    op.drop_column("visits", "ends_at")
