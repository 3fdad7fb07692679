"""Those who wait for a time."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0002'
down_revision: str | None = '0001'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('waitlist_entries',
    sa.Column('waitlist_entry_id', sa.Uuid(), nullable=False),
    sa.Column('status', sa.Enum('waiting', 'offered', 'booked', 'left', 'closed', name='waitstatus', native_enum=False, length=64), nullable=False),
    sa.Column('patient_id', sa.Uuid(), nullable=False),
    sa.Column('patient_name', sa.Text(), nullable=False),
    sa.Column('doctor_id', sa.Uuid(), nullable=False),
    sa.Column('offering_id', sa.Uuid(), nullable=False),
    sa.Column('from_day', sa.Date(), nullable=True),
    sa.Column('until_day', sa.Date(), nullable=True),
    sa.Column('waiting_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('booking_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint('from_day <= until_day', name=op.f('ck_waitlist_entries_order')),
    sa.CheckConstraint("status <> 'offered' OR booking_id IS NOT NULL", name=op.f('ck_waitlist_entries_offer_has_booking')),
    sa.CheckConstraint("status <> 'waiting' OR booking_id IS NULL", name=op.f('ck_waitlist_entries_waiting_has_none')),
    sa.PrimaryKeyConstraint('waitlist_entry_id', name=op.f('pk_waitlist_entries'))
    )
    op.create_index('ix_waitlist_entries_doctor_id_waiting_since', 'waitlist_entries', ['doctor_id', 'waiting_since'], unique=False, postgresql_where=sa.text("status = 'waiting'"))
    op.create_index('uq_waitlist_entries_booking_id', 'waitlist_entries', ['booking_id'], unique=True)
    op.create_index('uq_waitlist_entries_patient_id_offering_id', 'waitlist_entries', ['patient_id', 'offering_id'], unique=True, postgresql_where=sa.text("status IN ('waiting', 'offered')"))


def downgrade() -> None:
    op.drop_index('uq_waitlist_entries_patient_id_offering_id', table_name='waitlist_entries', postgresql_where=sa.text("status IN ('waiting', 'offered')"))
    op.drop_index('uq_waitlist_entries_booking_id', table_name='waitlist_entries')
    op.drop_index('ix_waitlist_entries_doctor_id_waiting_since', table_name='waitlist_entries', postgresql_where=sa.text("status = 'waiting'"))
    op.drop_table('waitlist_entries')
