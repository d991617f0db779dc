"""Who the embedded server runs as: root gives its rights up, others keep their own."""

from __future__ import annotations

import os
import pwd

import psycopg
import pytest

from pytest_schema_audit.servers import Server, ServerRequest, provide
from pytest_schema_audit.servers.account import Account
from tests.fix_servers import OwnFolders, answer_as

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
NOBODY = 65534
UNLISTED = 54321


def owner_of_the_data_directory(server: Server) -> int:
    with psycopg.connect(server.conninfo) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row is not None
    return os.stat(row[0]).st_uid  # noqa: PTH116


@only_root
def test_root_runs_it_as_an_unprivileged_user(server: Server) -> None:
    assert owner_of_the_data_directory(server) == Account.current().uid != 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root does not run it as itself")
def test_an_ordinary_user_runs_it_as_itself(server: Server) -> None:
    assert owner_of_the_data_directory(server) == os.geteuid()


@only_root
def test_an_ordinary_user_has_a_server(own_folders: OwnFolders, server: Server) -> None:
    for path in (own_folders.cache.parent, own_folders.cache, own_folders.temporary):
        os.chown(path, NOBODY, NOBODY)
    assert answer_as(NOBODY, own_folders, server.major) == str(server.version)
    assert own_folders.left_behind() == []


@only_root
def test_a_user_without_a_passwd_entry_is_told_so(own_folders: OwnFolders, server: Server) -> None:
    with pytest.raises(KeyError):
        pwd.getpwuid(UNLISTED)
    for path in (own_folders.cache.parent, own_folders.cache, own_folders.temporary):
        os.chown(path, UNLISTED, UNLISTED)
    assert answer_as(UNLISTED, own_folders, server.major) == (
        "a data directory cannot be made: user id 54321 has no entry in /etc/passwd\n"
        "  initdb looks its user's name up (PostgreSQL's server program itself does not).\n"
        "  way out: echo 'audit:x:54321:0::/tmp:/bin/sh' >> /etc/passwd, as root, in the image\n"
        "           run the audit once as root while the image is built: it leaves a prepared "
        "data directory in the machine's cache\n"
        "           Docker: --schema-audit-server docker\n"
        "           a server of your own: --schema-audit-server env:DATABASE_URL"
    )
    assert own_folders.left_behind() == []


@only_root
def test_a_user_without_a_passwd_entry_uses_a_prepared_data_directory(
    own_folders: OwnFolders, server: Server
) -> None:
    with provide(ServerRequest("embedded", major=server.major)):
        pass
    folders = (own_folders.cache.parent, own_folders.cache, own_folders.temporary)
    for path in (*folders, *own_folders.cache.iterdir()):
        os.chown(path, UNLISTED, UNLISTED, follow_symlinks=False)
    assert answer_as(UNLISTED, own_folders, server.major) == str(server.version)
    assert own_folders.left_behind() == []
