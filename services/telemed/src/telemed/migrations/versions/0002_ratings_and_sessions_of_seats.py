"""ratings of the connection; the session behind a taken seat"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
revision: str = '0002'
down_revision: str | None = '0001'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('ratings',
    sa.Column('booking_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.Enum('patient', 'doctor', name='role', native_enum=False, length=64), nullable=False),
    sa.Column('stars', sa.Integer(), nullable=False),
    sa.Column('rated_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('stars BETWEEN 1 AND 5', name=op.f('ck_ratings_one_to_five')),
    sa.ForeignKeyConstraint(['booking_id'], ['rooms.booking_id'], name=op.f('fk_ratings_booking_id_rooms')),
    sa.PrimaryKeyConstraint('booking_id', 'role', name=op.f('pk_ratings'))
    )
    op.add_column('seats', sa.Column('session_id', sa.Uuid(), nullable=True, comment='of identity, with which the socket was opened'))
    op.add_column('seats', sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True, comment='that session was last known to hold'))
    op.alter_column('seats', 'entered_at', comment='a quick return does not begin anew')


def downgrade() -> None:
    op.alter_column('seats', 'entered_at', comment=None)
    op.drop_column('seats', 'confirmed_at')
    op.drop_column('seats', 'session_id')
    op.drop_table('ratings')
