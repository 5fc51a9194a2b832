"""The kinds of claims that analysts make: a table of their own, empty at first."""

from alembic import op

from db.migrations import rebuild

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for statement in rebuild.ddl("kind", 2):
        op.execute(statement)
