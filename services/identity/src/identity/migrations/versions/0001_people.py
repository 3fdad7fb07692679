"""People, logins, sessions, keys, letters, consents, staff."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = '0001'
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('inbox',
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('handler', sa.Text(), nullable=False),
    sa.Column('handled_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'handler', name=op.f('pk_inbox'))
    )
    op.create_index(op.f('ix_inbox_handled_at'), 'inbox', ['handled_at'], unique=False)
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
    op.create_table('people',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('oid', sa.String(), nullable=True),
    sa.Column('last_name', sa.String(), nullable=False),
    sa.Column('first_name', sa.String(), nullable=False),
    sa.Column('middle_name', sa.String(), nullable=True),
    sa.Column('birth_date', sa.Date(), nullable=True),
    sa.Column('gender', sa.String(), nullable=True),
    sa.Column('snils_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('snils_mark', sa.String(), nullable=True, comment='keyed fingerprint, to match staff'),
    sa.Column('document_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('mobile_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('gosuslugi_email', sa.String(), nullable=True, comment='only when verified there'),
    sa.Column('account_email', sa.String(), nullable=True, comment='verified by us, normalised'),
    sa.Column('password_hash', sa.String(), nullable=True),
    sa.Column('notification_email', sa.String(), nullable=True, comment='verified by us'),
    sa.Column('time_zone', sa.String(), nullable=False),
    sa.Column('setup_completed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('blocked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint('oid IS NOT NULL OR account_email IS NOT NULL', name=op.f('ck_people_can_be_entered')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_people')),
    sa.UniqueConstraint('account_email', name=op.f('uq_people_account_email')),
    sa.UniqueConstraint('oid', name=op.f('uq_people_oid'))
    )
    op.create_index(op.f('ix_people_snils_mark'), 'people', ['snils_mark'], unique=False)
    op.create_table('signing_keys',
    sa.Column('kid', sa.String(), nullable=False),
    sa.Column('private_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('kid', name=op.f('pk_signing_keys'))
    )
    op.create_table('staff',
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('snils_mark', sa.String(), nullable=False),
    sa.Column('full_name', sa.String(), nullable=False),
    sa.Column('position', sa.String(), nullable=False),
    sa.Column('clinic_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('staff_id', name=op.f('pk_staff'))
    )
    op.create_index(op.f('ix_staff_snils_mark'), 'staff', ['snils_mark'], unique=False)
    op.create_table('throttles',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_throttles'))
    )
    op.create_index(op.f('ix_throttles_started_at'), 'throttles', ['started_at'], unique=False)
    op.create_table('consents',
    sa.Column('consent_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('text_version', sa.String(), nullable=False),
    sa.Column('decision', sa.String(), nullable=False),
    sa.Column('acr', sa.String(), nullable=False, comment='how the person had come in when deciding'),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_consents_person_id_people')),
    sa.PrimaryKeyConstraint('consent_id', name=op.f('pk_consents'))
    )
    op.create_index(op.f('ix_consents_person_id_kind_consent_id'), 'consents', ['person_id', 'kind', 'consent_id'], unique=False)
    op.create_table('sessions',
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('token_digest', sa.LargeBinary(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('acr', sa.String(), nullable=False),
    sa.Column('roles', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('doctor_id', sa.Uuid(), nullable=True),
    sa.Column('clinic_ids', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('idle_seconds', sa.Integer(), nullable=False),
    sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_sessions_person_id_people')),
    sa.PrimaryKeyConstraint('session_id', name=op.f('pk_sessions')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_sessions_token_digest'))
    )
    op.create_index(op.f('ix_sessions_person_id'), 'sessions', ['person_id'], unique=False)
    op.create_table('verifications',
    sa.Column('verification_id', sa.Uuid(), nullable=False),
    sa.Column('purpose', sa.String(), nullable=False, comment='registration, already_registered, recovery, notification_email'),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('token_digest', sa.LargeBinary(), nullable=False),
    sa.Column('token_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('application_sealed', sa.LargeBinary(), nullable=True, comment='names and password hash to be'),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_verifications_person_id_people')),
    sa.PrimaryKeyConstraint('verification_id', name=op.f('pk_verifications')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_verifications_token_digest'))
    )
    op.create_index(op.f('ix_verifications_email'), 'verifications', ['email'], unique=False)
    op.create_table('logins',
    sa.Column('login_id', sa.Uuid(), nullable=False),
    sa.Column('state_digest', sa.LargeBinary(), nullable=False),
    sa.Column('browser_digest', sa.LargeBinary(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('return_to', sa.String(), nullable=False),
    sa.Column('linking_session_id', sa.Uuid(), nullable=True),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['linking_session_id'], ['sessions.session_id'], name=op.f('fk_logins_linking_session_id_sessions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('login_id', name=op.f('pk_logins')),
    sa.UniqueConstraint('state_digest', name=op.f('uq_logins_state_digest'))
    )
    # What a person agreed to is never rewritten, not by our own mistake either (R027).
    op.execute("""
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'rows of % are only added', TG_TABLE_NAME; END $$
    """)
    op.execute("""
        CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON consents
        FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """)


def downgrade() -> None:
    op.drop_table('logins')
    op.drop_index(op.f('ix_verifications_email'), table_name='verifications')
    op.drop_table('verifications')
    op.drop_index(op.f('ix_sessions_person_id'), table_name='sessions')
    op.drop_table('sessions')
    op.drop_index(op.f('ix_consents_person_id_kind_consent_id'), table_name='consents')
    op.drop_table('consents')
    op.execute('DROP FUNCTION refuse_change()')
    op.drop_index(op.f('ix_throttles_started_at'), table_name='throttles')
    op.drop_table('throttles')
    op.drop_index(op.f('ix_staff_snils_mark'), table_name='staff')
    op.drop_table('staff')
    op.drop_table('signing_keys')
    op.drop_index(op.f('ix_people_snils_mark'), table_name='people')
    op.drop_table('people')
    op.drop_index('ix_outbox_published_at', table_name='outbox', postgresql_where=sa.text('published_at IS NOT NULL'))
    op.drop_index('ix_outbox_pending', table_name='outbox', postgresql_where=sa.text('published_at IS NULL'))
    op.drop_table('outbox')
    op.drop_index(op.f('ix_inbox_handled_at'), table_name='inbox')
    op.drop_table('inbox')
