"""time in the room since the start of the visit"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
revision: str = '0004'
down_revision: str | None = '0003'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column('rooms', sa.Column('doctor_present', sa.Interval(), server_default=sa.text("'0'"), nullable=False, comment='since the start, without the stay that goes on'))
    op.add_column('rooms', sa.Column('both_present', sa.Interval(), server_default=sa.text("'0'"), nullable=False, comment='since the start, without the stay that goes on'))
    op.add_column('seats', sa.Column('present_since', sa.DateTime(timezone=True), nullable=True, comment='the stay that is not yet counted'))
    # Whoever holds a seat now has held it since they entered.
    op.execute("UPDATE seats SET present_since = entered_at WHERE socket_id IS NOT NULL")


def downgrade() -> None:
    op.drop_column('seats', 'present_since')
    op.drop_column('rooms', 'both_present')
    op.drop_column('rooms', 'doctor_present')
