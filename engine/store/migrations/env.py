"""What Alembic runs: on the connection that it is given."""

from alembic import context

import engine.store.people
import engine.store.records  # noqa: F401 - their tables are of the same METADATA
from engine.store.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
