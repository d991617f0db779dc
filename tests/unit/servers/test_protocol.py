from __future__ import annotations

import pytest

from pytest_schema_audit.servers import Server
from pytest_schema_audit.servers.protocol import version_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("16.15", 160015), ("18.6.0", 180006), ("18beta1", 180000), ("15.18-abc.tar", 150018)],
)
def test_version_number(text: str, number: int) -> None:
    assert version_number(text) == number


def test_a_text_without_a_version() -> None:
    with pytest.raises(ValueError, match="not a PostgreSQL version: 'devel'"):
        version_number("devel")


def test_a_server_s_repr_holds_no_conninfo() -> None:
    server = Server("url", 160015, "postgresql://app:s3cret@db/x", "db:5432 as app")
    assert "s3cret" not in repr(server)
    assert server.major == 16
