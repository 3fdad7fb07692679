"""what of the price went back already"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "bookings",
        sa.Column(
            "returned_kopecks",
            sa.BigInteger(),
            server_default="0",
            nullable=False,
            comment="went back already, by whomever",
        ),
    )
    op.create_check_constraint(
        op.f("ck_bookings_returned"),
        "bookings",
        "returned_kopecks >= 0 AND (paid_kopecks = 0 OR returned_kopecks <= paid_kopecks)",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_bookings_returned"), "bookings")
    op.drop_column("bookings", "returned_kopecks")
