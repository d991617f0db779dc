"""libpq's own environment variables, which are for another server than a private one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import pq


@contextmanager
def without_libpq_variables() -> Iterator[None]:
    """Hide the variables that libpq reads, ``PGSERVICE`` and its files among them, for a while.

    What they say (documentation: "Environment Variables") would count for every connection that
    does not say otherwise: ``PGREQUIREAUTH`` or ``PGHOSTADDR`` of a live database would keep us
    out of our own server.
    """
    known = {option.envvar.decode() for option in pq.Conninfo.get_defaults() if option.envvar}
    hidden = {name: os.environ.pop(name) for name in known & os.environ.keys()}
    try:
        yield
    finally:
        os.environ.update(hidden)
