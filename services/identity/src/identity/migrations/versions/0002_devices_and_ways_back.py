"""Which device a session is on; which page a letter leads back to."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0002'
down_revision: str | None = '0001'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column('sessions', sa.Column('browser', sa.String(), nullable=True))
    op.add_column('sessions', sa.Column('system', sa.String(), nullable=True))
    op.add_column('verifications', sa.Column('return_to', sa.String(), nullable=True, comment='the page that was wanted before the letter'))


def downgrade() -> None:
    op.drop_column('verifications', 'return_to')
    op.drop_column('sessions', 'system')
    op.drop_column('sessions', 'browser')
