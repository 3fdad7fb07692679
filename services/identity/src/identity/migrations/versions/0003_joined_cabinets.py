"""Cabinets that were joined, the question that leads there, and addresses known to Gosuslugi."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '0003'
down_revision: str | None = '0002'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CLOSED = 'joined_into IS NULL OR (oid IS NULL AND account_email IS NULL)'
OPEN = 'oid IS NOT NULL OR account_email IS NOT NULL'


def upgrade() -> None:
    op.add_column('people', sa.Column('joined_into', sa.Uuid(), nullable=True, comment='the cabinet of the same person that stays; this one is closed'))
    op.add_column('people', sa.Column('joined_at', sa.DateTime(timezone=True), nullable=True))
    op.create_foreign_key(op.f('fk_people_joined_into_people'), 'people', 'people', ['joined_into'], ['person_id'])
    op.drop_constraint(op.f('ck_people_can_be_entered'), 'people', type_='check')
    op.create_check_constraint(op.f('ck_people_can_be_entered'), 'people', f'{OPEN} OR joined_into IS NOT NULL')
    op.create_check_constraint(op.f('ck_people_joined_is_closed'), 'people', CLOSED)
    op.create_index(op.f('ix_people_gosuslugi_email'), 'people', ['gosuslugi_email'], unique=False)
    op.create_index(op.f('ix_people_blocked_at'), 'people', ['blocked_at'], unique=False, postgresql_where=sa.text('blocked_at IS NOT NULL'))
    op.alter_column('verifications', 'purpose', existing_type=sa.String(), comment='the kind of letter')
    op.create_table('joinings',
    sa.Column('joining_id', sa.Uuid(), nullable=False),
    sa.Column('token_digest', sa.LargeBinary(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=True),
    sa.Column('session_id', sa.Uuid(), nullable=True),
    sa.Column('identified_sealed', sa.LargeBinary(), nullable=False, comment='what Gosuslugi said'),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('return_to', sa.String(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.person_id'], name=op.f('fk_joinings_person_id_people')),
    sa.ForeignKeyConstraint(['owner_id'], ['people.person_id'], name=op.f('fk_joinings_owner_id_people')),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.session_id'], name=op.f('fk_joinings_session_id_sessions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('joining_id', name=op.f('pk_joinings')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_joinings_token_digest'))
    )


def downgrade() -> None:
    op.drop_table('joinings')
    op.drop_index(op.f('ix_people_blocked_at'), table_name='people')
    op.drop_index(op.f('ix_people_gosuslugi_email'), table_name='people')
    op.drop_constraint(op.f('ck_people_joined_is_closed'), 'people', type_='check')
    op.drop_constraint(op.f('ck_people_can_be_entered'), 'people', type_='check')
    op.create_check_constraint(op.f('ck_people_can_be_entered'), 'people', OPEN)
    op.drop_constraint(op.f('fk_people_joined_into_people'), 'people', type_='foreignkey')
    op.drop_column('people', 'joined_at')
    op.drop_column('people', 'joined_into')
