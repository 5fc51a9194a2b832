"""Run the revisions that a workspace still lacks, in one transaction, the schema number written last."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from db import header
from db.engine import engine, told


def upgrade(path: Path, location: Path = Path(__file__).parent) -> None:
    config = Config()  # no ini file: nothing to find when frozen
    config.set_main_option("script_location", str(location).replace("%", "%%"))
    made = engine(path)
    try:
        with told(path), made.connect().execution_options(writes=True) as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.exec_driver_sql(f"PRAGMA user_version = {header.SCHEMA}")
    finally:
        made.dispose()
