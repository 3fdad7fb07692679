"""Why a booking ended and how a visit went; where a clinic is; a person's bookings by the time they were made."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0003'
down_revision: str | None = '0002'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CANCEL_REASONS = (
    'patient_request', 'doctor_request', 'clinic_request', 'released', 'visit_started', 'slot_taken', 'wrong_amount',
    'payment_returned', 'doctor_no_show', 'nobody_came', 'not_ended',
)


def upgrade() -> None:
    op.add_column('bookings', sa.Column('cancel_reason', sa.Enum(*CANCEL_REASONS, name='cancelreason', native_enum=False, length=64), nullable=True))
    op.add_column('bookings', sa.Column('outcome', sa.Enum('held', 'patient_no_show', name='visitoutcome', native_enum=False, length=64), nullable=True))
    op.create_index('ix_bookings_patient_id_created_at', 'bookings', ['patient_id', 'created_at'], unique=False)
    for name in ('city', 'address', 'phone'):
        op.add_column('clinics', sa.Column(name, sa.Text(), nullable=True))


def downgrade() -> None:
    for name in ('phone', 'address', 'city'):
        op.drop_column('clinics', name)
    op.drop_index('ix_bookings_patient_id_created_at', table_name='bookings')
    op.drop_column('bookings', 'outcome')
    op.drop_column('bookings', 'cancel_reason')
