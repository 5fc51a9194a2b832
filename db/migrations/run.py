"""Run the revisions that a workspace still lacks, in one transaction, the schema number written last."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import event

from db import header
from db.engine import engine, told


def upgrade(path: Path, location: Path = Path(__file__).parent) -> None:
    """Only ever of a copy (see `on_a_copy`): foreign keys are off, so that a table can be rebuilt under its references."""
    config = Config()  # no ini file: nothing to find when frozen
    config.set_main_option("script_location", str(location).replace("%", "%%"))
    made = engine(path)
    event.listen(made, "connect", _free_to_rebuild)
    try:
        with told(path), made.connect().execution_options(writes=True) as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.exec_driver_sql(f"PRAGMA user_version = {header.SCHEMA}")
    finally:
        made.dispose()


def _free_to_rebuild(connection: sqlite3.Connection, _record: object) -> None:
    """These two can't be set within a transaction; SQLite forgets them with the connection."""
    connection.execute("PRAGMA foreign_keys = 0")
    connection.execute("PRAGMA legacy_alter_table = 1")
