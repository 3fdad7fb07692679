"""Whether a visit is online: what a password session may not see."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    kind = sa.Enum("online", "clinic", name="visittype", native_enum=False, length=64)
    op.add_column(
        "visits", sa.Column("visit_type", kind, nullable=True, comment="null: confirmed before it was kept")
    )


def downgrade() -> None:
    op.drop_column("visits", "visit_type")
