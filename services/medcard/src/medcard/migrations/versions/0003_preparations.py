"""preparations of visits"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "preparations",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["booking_id"], ["visits.booking_id"], name=op.f("fk_preparations_booking_id_visits")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_preparations")),
    )
    op.create_index(op.f("ix_preparations_patient_id"), "preparations", ["patient_id"])
    op.create_table(
        "brought_documents",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["preparations.booking_id"], name=op.f("fk_brought_documents_booking_id_preparations")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.document_id"],
            name=op.f("fk_brought_documents_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("booking_id", "document_id", name=op.f("pk_brought_documents")),
    )
    op.create_index(op.f("ix_brought_documents_document_id"), "brought_documents", ["document_id"])


def downgrade() -> None:
    op.drop_table("brought_documents")
    op.drop_table("preparations")
