"""files checked and visits closed; cabinets joined"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
revision: str = '0004'
down_revision: str | None = '0003'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Two cabinets that turned out to be one person's are joined by an action that says so for its own transaction; nothing
# else may give an issued document or a link to another person, and the action may change nothing else.
KEEP_ISSUED = """
CREATE OR REPLACE FUNCTION keep_issued_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.kind <> 'conclusion' THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        OLD.access := NEW.access;
        IF current_setting('medcard.joining', true) = 'on' THEN
            OLD.patient_id := NEW.patient_id;
        END IF;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'an issued document never changes' USING ERRCODE = 'restrict_violation';
END $$;
"""
END_SHARES = """
CREATE OR REPLACE FUNCTION end_shares_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.expires_at > OLD.expires_at OR NEW.token_digest <> OLD.token_digest
        OR (NEW.patient_id <> OLD.patient_id AND current_setting('medcard.joining', true) IS DISTINCT FROM 'on')
        OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at) THEN
        RAISE EXCEPTION 'a link ends once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
KEEP_ISSUED_BEFORE = """
CREATE OR REPLACE FUNCTION keep_issued_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.kind <> 'conclusion' THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        OLD.access := NEW.access;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'an issued document never changes' USING ERRCODE = 'restrict_violation';
END $$;
"""
END_SHARES_BEFORE = """
CREATE OR REPLACE FUNCTION end_shares_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.expires_at > OLD.expires_at OR NEW.token_digest <> OLD.token_digest OR NEW.patient_id <> OLD.patient_id
        OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at) THEN
        RAISE EXCEPTION 'a link ends once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
# Until now a cancelled visit was known by its closed preparation only.
CLOSED = """
UPDATE visits SET closed = 'cancelled' FROM preparations
WHERE preparations.booking_id = visits.booking_id AND preparations.closed_at IS NOT NULL
"""


def upgrade() -> None:
    op.add_column('documents', sa.Column('file_sha256', sa.String(length=64), nullable=True, comment='null: stored before it was kept, or not yet'))
    op.add_column('documents', sa.Column('file_state', sa.Enum('ready', 'checking', 'refused', name='filestate', native_enum=False, length=64), server_default='ready', nullable=False))
    op.create_index('ix_documents_checking', 'documents', ['created_at'], postgresql_where=sa.text("file_state = 'checking'"))
    op.add_column('visits', sa.Column('closed', sa.Enum('cancelled', 'patient_no_show', name='visitclosure', native_enum=False, length=64), nullable=True))
    op.create_table('joined_cabinets',
    sa.Column('joined_person_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('joined_person_id', name=op.f('pk_joined_cabinets'))
    )
    op.execute(KEEP_ISSUED)
    op.execute(END_SHARES)
    op.execute(CLOSED)


def downgrade() -> None:
    op.execute(END_SHARES_BEFORE)
    op.execute(KEEP_ISSUED_BEFORE)
    op.drop_table('joined_cabinets')
    op.drop_column('visits', 'closed')
    op.drop_index('ix_documents_checking', table_name='documents')
    op.drop_column('documents', 'file_state')
    op.drop_column('documents', 'file_sha256')
