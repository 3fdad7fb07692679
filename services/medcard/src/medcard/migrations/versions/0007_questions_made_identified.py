"""questions written after Gosuslugi"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
revision: str = '0007'
down_revision: str | None = '0006'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    # How the questions there are were written is unknown, as it was of documents.
    op.add_column('preparations', sa.Column('made_identified', sa.Boolean(), server_default=sa.false(), nullable=False, comment='the questions were not written in a password session, which does not see them then'))


def downgrade() -> None:
    op.drop_column('preparations', 'made_identified')
