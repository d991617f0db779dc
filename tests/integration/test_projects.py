"""Three projects as people have them: green in two commands, and from red to green by pasting."""

from __future__ import annotations

import shlex
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from pytest_schema_audit.migrations import apply, discover
from tests.integration.conftest import Project
from tests.integration.test_init import NewDatabase, dumped

PRISMA_INIT = """\
-- CreateEnum
CREATE TYPE "OrderStatus" AS ENUM ('DRAFT', 'PAID', 'SHIPPED');

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "status" "OrderStatus" NOT NULL DEFAULT 'DRAFT',
    "total" DECIMAL(10,2) NOT NULL,
    "tags" TEXT[],

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Order_status_userId_idx" ON "Order"("status", "userId" DESC);

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_userId_fkey" FOREIGN KEY ("userId")
    REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
"""

PRISMA_CHANGE = """\
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "note" TEXT NOT NULL DEFAULT 'none: yet #1',
                    ALTER COLUMN "total" SET DATA TYPE DECIMAL(12,2);

-- RenameIndex
ALTER INDEX "Order_status_userId_idx" RENAME TO "Order_open_idx";
"""

PLAIN_INIT = """\
BEGIN;
CREATE SCHEMA stock;
CREATE TABLE stock.item (
    id bigserial PRIMARY KEY,
    sku varchar(12) NOT NULL UNIQUE CHECK (sku ~ '^[A-Z]+-[0-9]+$'),
    kind text NOT NULL CHECK (kind IN ('part', 'tool')),
    weight numeric(8, 3) DEFAULT 0
);
CREATE TABLE stock.movement (
    item bigint NOT NULL REFERENCES stock.item ON DELETE CASCADE,
    at timestamptz NOT NULL DEFAULT now(),
    quantity integer NOT NULL,
    PRIMARY KEY (item, at)
) PARTITION BY RANGE (at);
CREATE TABLE stock.movement_2026 PARTITION OF stock.movement
    FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX movement_at ON stock.movement USING brin (at);
COMMIT;
"""

PLAIN_CHANGE = "ALTER TABLE stock.item ADD shelf integer REFERENCES stock.item (id);\n"


ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Kind:
    """A kind of project.

    :param files: what stands in its folder.
    :param change: where its next migration goes, and what that says.
    """

    files: dict[str, str]
    change: tuple[str, str]


KINDS = {
    "prisma": Kind(
        {
            "prisma/migrations/migration_lock.toml": 'provider = "postgresql"\n',
            "prisma/migrations/20260101120000_init/migration.sql": PRISMA_INIT,
            "package.json": "{}\n",
        },
        ("prisma/migrations/20260201120000_note/migration.sql", PRISMA_CHANGE),
    ),
    "plain": Kind(
        {"db/migrations/001_init.sql": PLAIN_INIT}, ("db/migrations/002_x.sql", PLAIN_CHANGE)
    ),
}


@pytest.fixture
def bare(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Nothing but the setting of the server."""
    monkeypatch.delenv("CI", raising=False)
    for name in ("expected/audit.yaml", "expected/billing.yaml", "migrations/001_initial.sql"):
        (project.path / name).unlink()
    (project.path / "migrations").rmdir()
    (project.path / "expected").rmdir()
    return project


def assert_green_in_two_commands(project: Project) -> None:
    assert project.run_here("--schema-audit-init").ret == 0
    result = project.run_here("--schema-audit", "-q")
    assert result.ret == 0, result.stdout.str()


def assert_green_by_pasting(project: Project) -> None:
    """The command is pasted to a shell, as it is printed, and is `pytest` there."""
    red = project.run_here("--schema-audit", "-q")
    assert red.ret == 1
    program, *args = shlex.split(
        next(line for line in red.outlines if "--schema-audit-update=write" in line)
    )
    assert program == "pytest"
    assert project.run_here(*args).ret == 1
    green = project.run_here("--schema-audit", "-q")
    assert green.ret == 0, green.stdout.str()


@pytest.mark.parametrize("name", KINDS)
def test_a_project(bare: Project, name: str) -> None:
    for path, text in KINDS[name].files.items():
        bare.write(path, text)
    assert_green_in_two_commands(bare)
    path, sql = KINDS[name].change
    bare.write(path, sql)
    assert_green_by_pasting(bare)


def test_a_file_of_pg_dump(bare: Project, new_database: NewDatabase) -> None:
    source = bare.write("elsewhere/1.sql", PLAIN_INIT)
    with new_database() as conninfo:
        apply(conninfo, discover(source))
        bare.write("schema.sql", dumped(conninfo))
        assert_green_in_two_commands(bare)
        with psycopg.connect(conninfo) as connection:
            connection.execute(PLAIN_CHANGE.encode())
        bare.write("schema.sql", dumped(conninfo))
    assert_green_by_pasting(bare)


def test_what_is_printed_can_be_pasted_to_a_shell(bare: Project) -> None:
    """Hostile names go through a real shell."""
    bare.write(
        "migrations/001.sql", 'CREATE TABLE "it\'s; $HOME `x` ""a b""" ("c*[1]" int, d int);'
    )
    assert_green_in_two_commands(bare)
    bare.write("migrations/002.sql", 'ALTER TABLE "it\'s; $HOME `x` ""a b""" DROP "c*[1]";')
    red = bare.run_here("--schema-audit", "-q")
    command = next(line for line in red.outlines if "--schema-audit-update=write" in line)
    pasted = command.strip().replace("pytest ", "python -m pytest -p no:randomly ", 1)
    path = str(Path(sys.executable).parent)
    result = bare.pytester.run("sh", "-c", f"PATH={shlex.quote(path)}:$PATH; {pasted}")
    assert result.ret == 1
    assert bare.run_here("--schema-audit", "-q").ret == 0


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with nothing but what `pip install` brings."""
    folder = tmp_path_factory.mktemp("user") / "venv"
    venv.create(folder, with_pip=True)
    install = ["install", "--quiet", "--disable-pip-version-check", str(ROOT)]
    subprocess.run([str(folder / "bin/pip"), *install], check=True)
    return folder / "bin"


def typed(project: Project, programs: Path, command: str) -> pytest.RunResult:
    """What a user types to a shell."""
    path = shlex.quote(str(programs))
    return project.pytester.run("sh", "-c", f"PATH={path}:$PATH; {command}")


@pytest.mark.deep
@pytest.mark.parametrize("name", [*KINDS, "dump"])
def test_from_pip_install_on(
    bare: Project, name: str, programs: Path, new_database: NewDatabase
) -> None:
    files, change = _states(name, new_database)
    for path, text in files.items():
        bare.write(path, text)
    assert typed(bare, programs, "pytest --schema-audit-init").ret == 0
    assert typed(bare, programs, "pytest --schema-audit").ret == 0
    for path, text in change.items():
        bare.write(path, text)
    red = typed(bare, programs, "pytest --schema-audit")
    assert red.ret == 1
    pasted = next(line for line in red.outlines if "--schema-audit-update=write" in line)
    assert typed(bare, programs, pasted).ret == 1
    assert typed(bare, programs, "pytest --schema-audit").ret == 0


def _states(name: str, new_database: NewDatabase) -> tuple[dict[str, str], dict[str, str]]:
    """The files of a project, and those that change."""
    if name in KINDS:
        return KINDS[name].files, dict([KINDS[name].change])
    with new_database() as conninfo, psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(PLAIN_INIT.encode())
        before = dumped(conninfo)
        connection.execute(PLAIN_CHANGE.encode())
        return {"schema.sql": before}, {"schema.sql": dumped(conninfo)}
