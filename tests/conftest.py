"""How many examples the property tests try, and the fixtures that several rooms use.

Few examples by default, many where PASSERELLE_LONG is set.
"""

import os

from hypothesis import settings

from tests.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]

settings.register_profile("short", max_examples=50, deadline=None)
settings.register_profile("long", max_examples=2_000, deadline=None)
settings.load_profile("long" if os.environ.get("PASSERELLE_LONG") else "short")
