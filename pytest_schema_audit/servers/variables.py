"""libpq's own environment variables, which are for another server than a private one.

For each parameter that a connection string does not name, libpq asks the environment
(documentation: "Environment Variables").
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import pq

_OVERRULED = {
    "hostaddr": "",
    "options": "",
    "client_encoding": "UTF8",
    "connect_timeout": "10",
    "channel_binding": "prefer",
    "gssencmode": "disable",
    "load_balance_hosts": "disable",
    "min_protocol_version": "3.0",
    "require_auth": "",
    "requirepeer": "",
    "sslcertmode": "allow",
    "sslmode": "prefer",
    "sslnegotiation": "postgres",
    "sslrootcert": "",
    "target_session_attrs": "any",
}
"""libpq's own defaults, for each parameter whose variable could keep us out of our own server."""


def overruling() -> dict[str, str]:
    """Return the parameters that let no variable speak for a connection to our own server.

    The environment itself stays as it is: others in this process may be using it. A variable that
    is not set needs no parameter, which an older program, ``pg_dump`` of the server, may not know.

    :returns: keywords that the libpq at hand knows, and their defaults.
    """
    variables = {
        option.keyword.decode(): option.envvar.decode()
        for option in pq.Conninfo.get_defaults()
        if option.envvar
    }
    return {
        keyword: value
        for keyword, value in _OVERRULED.items()
        if os.environ.get(variables.get(keyword, ""))
    }


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
