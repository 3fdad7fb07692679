"""cities of clinics"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "clinics",
        sa.Column("city", sa.Text(), nullable=True, comment="null: published before cities were asked for"),
    )
    op.alter_column("clinics", "address", comment="in the city: street and house")


def downgrade() -> None:
    op.alter_column("clinics", "address", comment=None)
    op.drop_column("clinics", "city")
