"""What libpq's environment says of another server is nothing to a run on a server of its own."""

from __future__ import annotations

import sys

import pytest

from ..fix_postgres import requested_major
from .conftest import MIGRATION, Project
from .test_servers_embedded import FOR_ANOTHER_SERVER

MIGRATE = f"""\
import os, psycopg
assert not os.environ["PGHOST"].endswith("example.com")
for conninfo in ("", os.environ["DATABASE_URL"]):
    psycopg.connect(conninfo).close()
with psycopg.connect("") as connection:
    connection.execute('''{MIGRATION}''')
"""


@pytest.mark.parametrize("options", [(), ("-n2",)], ids=["", "xdist"])
@pytest.mark.parametrize("applies", ["files", "command"])
def test_whole_run(
    applies: str, options: tuple[str, ...], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in FOR_ANOTHER_SERVER.items():
        monkeypatch.setenv(name, value)
    major = requested_major()
    own = [f"--schema-audit-postgres={major}"] if major else []
    if applies == "command":
        project.write("migrate.py", MIGRATE)
        own.append(f"--schema-audit-apply={sys.executable} migrate.py")
    server = ("--schema-audit-server=embedded", "--schema-audit-download")
    result = project.audit(*server, *own, *options)
    skipped = {} if applies == "files" else {"skipped": 1}
    assert result.parseoutcomes() == {"passed": 63, **skipped}
