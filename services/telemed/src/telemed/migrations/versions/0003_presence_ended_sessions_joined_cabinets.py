"""presence at the time of the visit; ended sessions; joined cabinets; files verified and scanned"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
revision: str = '0003'
down_revision: str | None = '0002'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column('rooms', sa.Column('patient_came_at', sa.DateTime(timezone=True), nullable=True, comment='first present at the time of the visit'))
    op.add_column('rooms', sa.Column('doctor_came_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index('ix_rooms_patient_id', 'rooms', ['patient_id'], unique=False)
    op.create_index('ix_seats_session_id', 'seats', ['session_id'], unique=False, postgresql_where='socket_id IS NOT NULL')
    op.create_table('ended_sessions',
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('session_id', name=op.f('pk_ended_sessions'))
    )
    op.create_index(op.f('ix_ended_sessions_ended_at'), 'ended_sessions', ['ended_at'], unique=False)
    op.create_table('joined_cabinets',
    sa.Column('joined_person_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('joined_person_id', name=op.f('pk_joined_cabinets'))
    )
    op.create_index(op.f('ix_joined_cabinets_person_id'), 'joined_cabinets', ['person_id'], unique=False)
    op.add_column('files', sa.Column('sha256', sa.Text(), nullable=True, comment='of the stored bytes; none for the oldest files'))
    op.add_column('files', sa.Column('state', sa.Enum('ready', 'checking', 'refused', name='filestate', native_enum=False, length=64), server_default='ready', nullable=False))
    op.add_column('files', sa.Column('scan_asked_at', sa.DateTime(timezone=True), nullable=True, comment='the scanner had no verdict then'))
    op.create_index('ix_files_checking', 'files', ['scan_asked_at'], unique=False, postgresql_where="state = 'checking'")


def downgrade() -> None:
    op.drop_index('ix_files_checking', table_name='files', postgresql_where="state = 'checking'")
    op.drop_column('files', 'scan_asked_at')
    op.drop_column('files', 'state')
    op.drop_column('files', 'sha256')
    op.drop_table('joined_cabinets')
    op.drop_table('ended_sessions')
    op.drop_index('ix_seats_session_id', table_name='seats', postgresql_where='socket_id IS NOT NULL')
    op.drop_index('ix_rooms_patient_id', table_name='rooms')
    op.drop_column('rooms', 'doctor_came_at')
    op.drop_column('rooms', 'patient_came_at')
