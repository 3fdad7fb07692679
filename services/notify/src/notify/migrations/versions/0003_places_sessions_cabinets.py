"""places of clinics, ended sessions, joined cabinets"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    for name in ("city", "address", "phone"):
        op.add_column("clinics", sa.Column(name, sa.Text(), nullable=True))
    op.create_table(
        "ended_sessions",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_ended_sessions")),
    )
    op.create_index(op.f("ix_ended_sessions_ended_at"), "ended_sessions", ["ended_at"])
    op.create_table(
        "joined_cabinets",
        sa.Column("joined_person_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("joined_person_id", name=op.f("pk_joined_cabinets")),
    )
    op.create_index(op.f("ix_joined_cabinets_person_id"), "joined_cabinets", ["person_id"])
    # Moving a person's visits to another cabinet looks them up by the person.
    op.create_index(op.f("ix_visits_patient_id"), "visits", ["patient_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_visits_patient_id"), table_name="visits")
    op.drop_table("joined_cabinets")
    op.drop_table("ended_sessions")
    for name in ("phone", "address", "city"):
        op.drop_column("clinics", name)
