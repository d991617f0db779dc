"""What is refused before anything of a live database is reported."""

from __future__ import annotations

import pytest

from pytest_schema_audit.live import require_major
from pytest_schema_audit.live_errors import LiveError
from pytest_schema_audit.model import Snapshot
from pytest_schema_audit.servers import Server


def empty(major: int) -> Snapshot:
    return Snapshot(major, {}, {}, {}, {}, {}, {}, {}, frozenset())


def test_private_server_of_the_same_major() -> None:
    require_major(Server("url", 140023, "", "PostgreSQL 14.23, db:5432"), empty(14))


def test_private_server_of_another_major() -> None:
    with pytest.raises(LiveError) as caught:
        require_major(Server("url", 180006, "", "PostgreSQL 18.6, db:5432"), empty(14))
    assert str(caught.value) == (
        "the live database is PostgreSQL 14, and the private server is another major\n"
        "  the private server is PostgreSQL 18.6, db:5432; each major prints definitions in its"
        " own form\n"
        "  way out: let the audit start its own: --schema-audit-server=embedded or docker\n"
        "           name an image of that major: --schema-audit-image"
    )


def test_major_that_is_not_known() -> None:
    assert str(LiveError.unknown_major(13)) == (
        "cannot tell: the live database is PostgreSQL 13, which is not a known major\n"
        "  known majors are 14, 15, 16, 17, 18\n"
        "  way out: update pytest-schema-audit"
    )
