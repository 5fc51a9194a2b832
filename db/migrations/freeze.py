"""Print the schema of today's models: `python -m db.migrations.freeze > db/migrations/schema_NNNN.sql`, once a release."""

from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from db import models, search


def statements() -> Iterator[str]:
    """Tables and indexes of the models, Alembic's own table, then the search index."""
    dialect = create_engine("sqlite://").dialect
    assert models.Meta.__tablename__ in SQLModel.metadata.tables
    for table in SQLModel.metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect)).strip()
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect)).strip()
    yield "CREATE TABLE alembic_version (version_num TEXT NOT NULL PRIMARY KEY) STRICT"
    yield from search.DDL


if __name__ == "__main__":
    print(*(f"{statement};" for statement in statements()), sep="\n")
