"""shares"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
revision: str = '0002'
down_revision: str | None = '0001'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# The patient's word counts from the moment it is given: what is read through a link is locked against a change of
# access or of the link until the reading is noted, and a reading that comes after the change is refused.
READ_BY_LINK = """
CREATE FUNCTION note_only_allowed_readings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1
    FROM shared_documents
    JOIN documents ON documents.document_id = shared_documents.document_id
    JOIN shares ON shares.share_id = shared_documents.share_id
    WHERE shared_documents.share_id = NEW.share_id
      AND shared_documents.document_id = NEW.document_id
      AND documents.access = 'allowed'
      AND documents.patient_id = shares.patient_id
      AND shares.revoked_at IS NULL
      AND shares.expires_at > NEW.read_at
    FOR SHARE OF documents, shares;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a link shows allowed documents only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
READ_BY_LINK_TRIGGER = """
CREATE TRIGGER read_by_link BEFORE INSERT ON readings
FOR EACH ROW WHEN (NEW.reader_kind = 'link') EXECUTE FUNCTION note_only_allowed_readings();
"""
# A link is never prolonged, and what was taken back stays taken back.
ENDS_ONCE = """
CREATE FUNCTION end_shares_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.expires_at > OLD.expires_at OR NEW.token_digest <> OLD.token_digest OR NEW.patient_id <> OLD.patient_id
        OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at) THEN
        RAISE EXCEPTION 'a link ends once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
ENDS_ONCE_TRIGGER = """
CREATE TRIGGER ends_once BEFORE UPDATE ON shares FOR EACH ROW EXECUTE FUNCTION end_shares_once();
"""


def upgrade() -> None:
    op.create_table('shares',
    sa.Column('share_id', sa.Uuid(), nullable=False),
    sa.Column('patient_id', sa.Uuid(), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('token_digest', sa.LargeBinary(), nullable=False),
    sa.Column('link_salt', sa.LargeBinary(), nullable=True),
    sa.Column('with_code', sa.Boolean(), nullable=False),
    sa.Column('code_mark', sa.LargeBinary(), nullable=True),
    sa.Column('code_tries', sa.Integer(), nullable=False, comment='wrong codes since the last right one'),
    sa.Column('wrong_codes', sa.Integer(), nullable=False, comment='wrong codes ever'),
    sa.Column('last_wrong_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('openings', sa.Integer(), nullable=False),
    sa.Column('last_opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True, comment='when an opening was last told to other rooms'),
    sa.CheckConstraint("expires_at > made_at AND expires_at <= made_at + interval '30 days'", name=op.f('ck_shares_term')),
    sa.CheckConstraint('code_tries BETWEEN 0 AND 5', name=op.f('ck_shares_tries')),
    sa.PrimaryKeyConstraint('share_id', name=op.f('pk_shares')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_shares_token_digest'))
    )
    op.create_index('ix_shares_patient', 'shares', ['patient_id', 'share_id'], unique=False)
    op.create_table('shared_documents',
    sa.Column('share_id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['documents.document_id'], name=op.f('fk_shared_documents_document_id_documents'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['share_id'], ['shares.share_id'], name=op.f('fk_shared_documents_share_id_shares'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('share_id', 'document_id', name=op.f('pk_shared_documents'))
    )
    op.create_index(op.f('ix_shared_documents_document_id'), 'shared_documents', ['document_id'], unique=False)
    op.create_table('openings',
    sa.Column('opening_id', sa.Uuid(), nullable=False),
    sa.Column('share_id', sa.Uuid(), nullable=False),
    sa.Column('key_digest', sa.LargeBinary(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['share_id'], ['shares.share_id'], name=op.f('fk_openings_share_id_shares'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('opening_id', name=op.f('pk_openings')),
    sa.UniqueConstraint('key_digest', name=op.f('uq_openings_key_digest'))
    )
    op.create_index(op.f('ix_openings_share_id'), 'openings', ['share_id'], unique=False)
    op.alter_column('readings', 'reader_id', existing_type=sa.Uuid(), nullable=True)
    op.add_column('readings', sa.Column('share_id', sa.Uuid(), nullable=True))
    op.create_index(op.f('ix_readings_share_id'), 'readings', ['share_id'], unique=False)
    op.create_foreign_key(op.f('fk_readings_share_id_shares'), 'readings', 'shares', ['share_id'], ['share_id'], ondelete='SET NULL')
    op.create_check_constraint(op.f('ck_readings_reader'), 'readings', "reader_kind = 'link' OR reader_id IS NOT NULL")
    op.execute(READ_BY_LINK)
    op.execute(READ_BY_LINK_TRIGGER)
    op.execute(ENDS_ONCE)
    op.execute(ENDS_ONCE_TRIGGER)


def downgrade() -> None:
    op.execute('DROP TRIGGER read_by_link ON readings')
    op.execute('DROP FUNCTION note_only_allowed_readings')
    op.execute("DELETE FROM readings WHERE reader_kind = 'link'")
    op.drop_constraint(op.f('ck_readings_reader'), 'readings', type_='check')
    op.drop_constraint(op.f('fk_readings_share_id_shares'), 'readings', type_='foreignkey')
    op.drop_index(op.f('ix_readings_share_id'), table_name='readings')
    op.drop_column('readings', 'share_id')
    op.alter_column('readings', 'reader_id', existing_type=sa.Uuid(), nullable=False)
    op.drop_table('openings')
    op.drop_table('shared_documents')
    op.drop_table('shares')
    op.execute('DROP FUNCTION end_shares_once')
