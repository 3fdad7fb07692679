"""fiscal receipts"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KINDS = sa.Enum("payment", "refund", name="receiptkind", native_enum=False, length=64)
STATES = sa.Enum("awaited", "sent", "delivered", "failed", name="receiptstate", native_enum=False, length=64)


def upgrade() -> None:
    op.create_table(
        "offerings",
        sa.Column("offering_id", sa.Uuid(), nullable=False),
        sa.Column("service_code", sa.Text(), nullable=False),
        sa.Column("service_title", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("offering_id", name=op.f("pk_offerings")),
    )
    op.add_column("orders", sa.Column("offering_id", sa.Uuid(), nullable=True))
    op.add_column(
        "orders",
        sa.Column("fiscal", sa.Boolean(), server_default=sa.false(), nullable=False, comment="registered with a basket"),
    )
    op.create_table(
        "receipts",
        sa.Column("receipt_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("kind", KINDS, nullable=False),
        sa.Column("amount_kopecks", sa.BigInteger(), nullable=False),
        sa.Column("state", STATES, nullable=False),
        sa.Column("bank_receipt_id", sa.Text(), nullable=True),
        sa.Column("document_number", sa.Text(), nullable=True),
        sa.Column("drive_number", sa.Text(), nullable=True),
        sa.Column("document_sign", sa.Text(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.Column(
            "next_check_at", sa.DateTime(timezone=True), nullable=True, comment="null: nothing more to ask the bank"
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("amount_kopecks > 0", name=op.f("ck_receipts_amount_positive")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name=op.f("fk_receipts_order_id_orders")),
        sa.PrimaryKeyConstraint("receipt_id", name=op.f("pk_receipts")),
        sa.UniqueConstraint("bank_receipt_id", name=op.f("uq_receipts_bank_receipt_id")),
    )
    op.create_index(op.f("ix_receipts_order_id"), "receipts", ["order_id"])
    op.create_index(
        "ix_receipts_next_check_at", "receipts", ["next_check_at"], postgresql_where="next_check_at IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_table("receipts")
    op.drop_column("orders", "fiscal")
    op.drop_column("orders", "offering_id")
    op.drop_table("offerings")
