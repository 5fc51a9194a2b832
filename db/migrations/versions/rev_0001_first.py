"""The first schema, as frozen in schema_0001.sql."""

from alembic import op

from db.schema import statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    for statement in statements(1):
        if "alembic_version" not in statement:  # Alembic makes its own table
            op.execute(statement)
