"""whether the bank answered last"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    silent: sa.Column[bool] = sa.Column("bank_silent", sa.Boolean(), server_default=sa.false(), nullable=False)
    silent.comment = "the last question had no answer"
    op.add_column("orders", silent)


def downgrade() -> None:
    op.drop_column("orders", "bank_silent")
