"""registrations, promised refunds, what must hold of money"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

STATES = sa.Enum("asked", "open", "lost", "closed", name="registrationstate", native_enum=False, length=64)
CHECKS = {
    "promised_within_amount": "promised_kopecks BETWEEN 0 AND amount_kopecks",
    "refunded_was_paid": "refunded_kopecks = 0 OR paid_at IS NOT NULL",
    "paid_states_have_a_payment": "state NOT IN ('paid', 'refunding', 'refunded') OR paid_at IS NOT NULL",
    "refunded_owes_nothing": "state <> 'refunded' OR (refunded_kopecks > 0 AND refunded_kopecks >= promised_kopecks)",
}


def upgrade() -> None:
    promised: sa.Column[int] = sa.Column("promised_kopecks", sa.BigInteger(), server_default=sa.text("0"), nullable=False)
    promised.comment = "what is to go back in all, as soon as it was paid"
    op.add_column("orders", promised)
    op.add_column(
        "orders",
        sa.Column(
            "claimed_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="somebody is registering it at the bank till then",
        ),
    )
    op.alter_column("orders", "refunded_kopecks", comment="what the bank says went back, by whomever")
    op.add_column(
        "refunds",
        sa.Column(
            "delayed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when people were told that it takes long",
        ),
    )
    op.create_table(
        "registrations",
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False, comment="as the bank knows it"),
        sa.Column("bank_order_id", sa.Text(), nullable=True),
        sa.Column("state", STATES, nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.Column(
            "next_check_at", sa.DateTime(timezone=True), nullable=True, comment="null: nothing more to ask the bank"
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_registrations_number_positive")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name=op.f("fk_registrations_order_id_orders")),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_registrations")),
        sa.UniqueConstraint("order_number", name=op.f("uq_registrations_order_number")),
        sa.UniqueConstraint("bank_order_id", name=op.f("uq_registrations_bank_order_id")),
        sa.UniqueConstraint("order_id", "number", name=op.f("uq_registrations_order_id_number")),
    )
    op.create_index(
        "ix_registrations_one_open", "registrations", ["order_id"], unique=True, postgresql_where="state = 'open'"
    )
    op.create_index(
        "ix_registrations_next_check_at",
        "registrations",
        ["next_check_at"],
        postgresql_where="next_check_at IS NOT NULL",
    )
    op.create_index(
        "ix_callbacks_handled_at", "callbacks", ["handled_at"], postgresql_where="handled_at IS NOT NULL"
    )
    _owe_what_was_forgotten()
    for name, rule in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_orders_{name}"), "orders", rule)


def _owe_what_was_forgotten() -> None:
    """Refunds given up or taken for whole are due again; closed orders of the last month are asked about again."""
    op.execute(
        "UPDATE orders SET promised_kopecks = refunds.amount_kopecks FROM refunds"
        " WHERE refunds.order_id = orders.order_id"
    )
    op.execute(
        "UPDATE orders SET state = 'refunding' WHERE state = 'refund_failed'"
        " OR (state = 'refunded' AND refunded_kopecks < promised_kopecks)"
    )
    op.execute(
        "UPDATE refunds SET state = 'due', attempts = 0, next_attempt_at = now(), done_at = NULL FROM orders"
        " WHERE orders.order_id = refunds.order_id AND orders.state = 'refunding' AND refunds.state <> 'due'"
    )
    op.execute(
        "UPDATE orders SET next_check_at = now() + random() * interval '1 day' WHERE next_check_at IS NULL"
        " AND state IN ('failed', 'expired') AND bank_order_id IS NOT NULL"
        " AND expires_at > now() - interval '30 days'"
    )


def downgrade() -> None:
    for name in CHECKS:
        op.drop_constraint(op.f(f"ck_orders_{name}"), "orders")
    op.drop_index("ix_callbacks_handled_at", "callbacks")
    op.drop_table("registrations")
    op.drop_column("refunds", "delayed_at")
    op.drop_column("orders", "claimed_until")
    op.drop_column("orders", "promised_kopecks")
