"""Documents made after Gosuslugi"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
revision: str = '0005'
down_revision: str | None = '0004'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    # An issued conclusion never changes: its value comes with the column. How others were made is unknown.
    op.add_column('documents', sa.Column('made_identified', sa.Boolean(), server_default=sa.true(), nullable=False, comment='not made in a password session, which does not see it then'))
    op.execute("UPDATE documents SET made_identified = false WHERE kind <> 'conclusion'")
    op.alter_column('documents', 'made_identified', server_default=sa.false())


def downgrade() -> None:
    op.drop_column('documents', 'made_identified')
