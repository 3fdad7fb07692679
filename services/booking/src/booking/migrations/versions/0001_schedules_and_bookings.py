"""Schedules, bookings, copies of the catalogue."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = '0001'
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    # Equality of a doctor beside overlap of times in one index. A trusted extension: the service's own role may create it.
    op.execute('CREATE EXTENSION IF NOT EXISTS btree_gist')
    op.create_table('bookings',
    sa.Column('booking_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('status', sa.Enum('held', 'confirmed', 'cancelled', 'expired', 'completed', name='status', native_enum=False, length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('patient_id', sa.Uuid(), nullable=False),
    sa.Column('patient_name', sa.Text(), nullable=False),
    sa.Column('doctor_id', sa.Uuid(), nullable=False),
    sa.Column('clinic_id', sa.Uuid(), nullable=False),
    sa.Column('clinic_title', sa.Text(), nullable=False),
    sa.Column('time_zone', sa.Text(), nullable=False),
    sa.Column('offering_id', sa.Uuid(), nullable=False),
    sa.Column('service_code', sa.Text(), nullable=False),
    sa.Column('service_title', sa.Text(), nullable=False),
    sa.Column('visit_type', sa.Enum('online', 'clinic', name='visittype', native_enum=False, length=64), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('during', postgresql.TSTZRANGE(), sa.Computed('tstzrange(starts_at, ends_at)', persisted=True), nullable=False),
    sa.Column('price_kopecks', sa.BigInteger(), nullable=False),
    sa.Column('prepaid', sa.Boolean(), nullable=False),
    sa.Column('paid_kopecks', sa.BigInteger(), nullable=False),
    sa.Column('refund_deadline_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('hold_seat', sa.SmallInteger(), nullable=True),
    sa.Column('hold_expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cancelled_by', sa.Enum('patient', 'doctor', 'clinic', 'system', name='cancelledby', native_enum=False, length=64), nullable=True),
    sa.Column('refund_kopecks', sa.BigInteger(), nullable=True),
    sa.Column('expired_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('completed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    postgresql.ExcludeConstraint((sa.column('doctor_id'), '='), (sa.column('during'), '&&'), where=sa.text("status IN ('held', 'confirmed')"), using='gist', name='ex_bookings_doctor_during'),
    postgresql.ExcludeConstraint((sa.column('patient_id'), '='), (sa.column('during'), '&&'), where=sa.text("status IN ('held', 'confirmed')"), using='gist', name='ex_bookings_patient_during'),
    sa.CheckConstraint("(status = 'cancelled') = (cancelled_by IS NOT NULL)", name=op.f('ck_bookings_cancelled_by')),
    sa.CheckConstraint("(status = 'held') = (hold_seat IS NOT NULL)", name=op.f('ck_bookings_hold_seat_of_held')),
    sa.CheckConstraint('hold_seat BETWEEN 1 AND 3', name=op.f('ck_bookings_hold_seat')),
    sa.CheckConstraint('price_kopecks >= 0', name=op.f('ck_bookings_price')),
    sa.CheckConstraint('refund_kopecks BETWEEN 0 AND paid_kopecks', name=op.f('ck_bookings_refund')),
    sa.CheckConstraint('starts_at < ends_at', name=op.f('ck_bookings_order')),
    sa.PrimaryKeyConstraint('booking_id', name=op.f('pk_bookings')),
    sa.UniqueConstraint('number', name=op.f('uq_bookings_number'))
    )
    op.create_index('ix_bookings_doctor_id_starts_at', 'bookings', ['doctor_id', 'starts_at'], unique=False)
    op.create_index('ix_bookings_ends_at', 'bookings', ['ends_at'], unique=False, postgresql_where=sa.text("status = 'confirmed'"))
    op.create_index('ix_bookings_hold_expires_at', 'bookings', ['hold_expires_at'], unique=False, postgresql_where=sa.text("status = 'held'"))
    op.create_index('ix_bookings_patient_id_starts_at', 'bookings', ['patient_id', 'starts_at'], unique=False)
    op.create_index('uq_bookings_patient_id_hold_seat', 'bookings', ['patient_id', 'hold_seat'], unique=True, postgresql_where=sa.text("status = 'held'"))
    op.create_table('clinics',
    sa.Column('clinic_id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('time_zone', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('clinic_id', name=op.f('pk_clinics'))
    )
    op.create_table('doctors',
    sa.Column('doctor_id', sa.Uuid(), nullable=False),
    sa.Column('clinic_ids', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('doctor_id', name=op.f('pk_doctors'))
    )
    op.create_table('idempotency_keys',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('operation', sa.String(length=64), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False, comment='SHA-256 of the request body'),
    sa.Column('answer', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('person_id', 'operation', 'key', name=op.f('pk_idempotency_keys'))
    )
    op.create_index(op.f('ix_idempotency_keys_created_at'), 'idempotency_keys', ['created_at'], unique=False)
    op.create_table('inbox',
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('handler', sa.Text(), nullable=False),
    sa.Column('handled_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'handler', name=op.f('pk_inbox'))
    )
    op.create_index(op.f('ix_inbox_handled_at'), 'inbox', ['handled_at'], unique=False)
    op.create_table('next_openings',
    sa.Column('doctor_id', sa.Uuid(), nullable=False),
    sa.Column('visit_type', sa.Enum('online', 'clinic', name='visittype', native_enum=False, length=64), nullable=False),
    sa.Column('offering_id', sa.Uuid(), nullable=True),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('computed_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('doctor_id', 'visit_type', name=op.f('pk_next_openings'))
    )
    op.create_table('offerings',
    sa.Column('offering_id', sa.Uuid(), nullable=False),
    sa.Column('doctor_id', sa.Uuid(), nullable=False),
    sa.Column('clinic_id', sa.Uuid(), nullable=False),
    sa.Column('service_code', sa.Text(), nullable=False),
    sa.Column('service_title', sa.Text(), nullable=False),
    sa.Column('visit_type', sa.Enum('online', 'clinic', name='visittype', native_enum=False, length=64), nullable=False),
    sa.Column('duration_minutes', sa.Integer(), nullable=False),
    sa.Column('price_kopecks', sa.BigInteger(), nullable=False),
    sa.Column('withdrawn', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('offering_id', name=op.f('pk_offerings'))
    )
    op.create_index(op.f('ix_offerings_doctor_id'), 'offerings', ['doctor_id'], unique=False)
    op.create_table('outbox',
    sa.Column('id', sa.Uuid(), nullable=False, comment="the event's id, and the message's"),
    sa.Column('position', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('type', sa.Text(), nullable=False),
    sa.Column('aggregate_id', sa.Uuid(), nullable=False),
    sa.Column('payload', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('headers', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox'))
    )
    op.create_index('ix_outbox_pending', 'outbox', ['position'], unique=False, postgresql_where=sa.text('published_at IS NULL'))
    op.create_index('ix_outbox_published_at', 'outbox', ['published_at'], unique=False, postgresql_where=sa.text('published_at IS NOT NULL'))
    op.create_table('schedule_exceptions',
    sa.Column('schedule_exception_id', sa.Uuid(), nullable=False),
    sa.Column('doctor_id', sa.Uuid(), nullable=False),
    sa.Column('clinic_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.Enum('off', 'extra', name='exceptionkind', native_enum=False, length=64), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint('starts_at < ends_at', name=op.f('ck_schedule_exceptions_order')),
    sa.PrimaryKeyConstraint('schedule_exception_id', name=op.f('pk_schedule_exceptions'))
    )
    op.create_index('ix_schedule_exceptions_doctor_id_ends_at', 'schedule_exceptions', ['doctor_id', 'ends_at'], unique=False)
    op.create_table('working_hours',
    sa.Column('working_hours_id', sa.Uuid(), nullable=False),
    sa.Column('doctor_id', sa.Uuid(), nullable=False),
    sa.Column('clinic_id', sa.Uuid(), nullable=False),
    sa.Column('weekday', sa.SmallInteger(), nullable=False),
    sa.Column('starts_minute', sa.SmallInteger(), nullable=False),
    sa.Column('ends_minute', sa.SmallInteger(), nullable=False),
    sa.Column('visit_types', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('0 <= starts_minute AND starts_minute < ends_minute AND ends_minute <= 1440', name=op.f('ck_working_hours_minutes')),
    sa.CheckConstraint('weekday BETWEEN 0 AND 6', name=op.f('ck_working_hours_weekday')),
    sa.PrimaryKeyConstraint('working_hours_id', name=op.f('pk_working_hours'))
    )
    op.create_index(op.f('ix_working_hours_doctor_id'), 'working_hours', ['doctor_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_working_hours_doctor_id'), table_name='working_hours')
    op.drop_table('working_hours')
    op.drop_index('ix_schedule_exceptions_doctor_id_ends_at', table_name='schedule_exceptions')
    op.drop_table('schedule_exceptions')
    op.drop_index('ix_outbox_published_at', table_name='outbox', postgresql_where=sa.text('published_at IS NOT NULL'))
    op.drop_index('ix_outbox_pending', table_name='outbox', postgresql_where=sa.text('published_at IS NULL'))
    op.drop_table('outbox')
    op.drop_index(op.f('ix_offerings_doctor_id'), table_name='offerings')
    op.drop_table('offerings')
    op.drop_table('next_openings')
    op.drop_index(op.f('ix_inbox_handled_at'), table_name='inbox')
    op.drop_table('inbox')
    op.drop_index(op.f('ix_idempotency_keys_created_at'), table_name='idempotency_keys')
    op.drop_table('idempotency_keys')
    op.drop_table('doctors')
    op.drop_table('clinics')
    op.drop_index('uq_bookings_patient_id_hold_seat', table_name='bookings', postgresql_where=sa.text("status = 'held'"))
    op.drop_index('ix_bookings_patient_id_starts_at', table_name='bookings')
    op.drop_index('ix_bookings_hold_expires_at', table_name='bookings', postgresql_where=sa.text("status = 'held'"))
    op.drop_index('ix_bookings_ends_at', table_name='bookings', postgresql_where=sa.text("status = 'confirmed'"))
    op.drop_index('ix_bookings_doctor_id_starts_at', table_name='bookings')
    op.drop_table('bookings')
