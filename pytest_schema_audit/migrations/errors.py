"""What goes wrong with migrations, as text."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from ..errors import AuditError

OWN_TOOL = "or let your own tool apply them: --schema-audit-apply COMMAND"
"""The way out wherever no files can be found or read as migrations."""


def shown(path: Path) -> str:
    """A path as the user would type it: relative where it lies below the working folder."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


class MigrationError(AuditError):
    """Migrations that cannot be found, read or understood; nothing was applied."""

    def named_at(self, place: str) -> MigrationError:
        """Say in which line of a manifest they are named."""
        why = "\n".join(filter(None, (self.why, f"named in {place}")))
        return type(self)(self.what, why=why, tried=self.tried, ways_out=self.ways_out)

    @classmethod
    def missing(cls, path: Path) -> MigrationError:
        """The path that was named does not exist."""
        return cls(
            f"migrations: {shown(path)} does not exist",
            ways_out=(
                "correct `migrations:` in the manifest, or give --schema-audit-migrations PATH",
            ),
        )

    @classmethod
    def none_found(cls, path: Path, layout: str, wanted: str) -> MigrationError:
        """The folder holds nothing that the layout would apply."""
        return cls(
            f"migrations: {shown(path)} holds no migration",
            why=f"the layout {layout} looks for {wanted}",
            ways_out=(
                "correct `migrations:` in the manifest, or give --schema-audit-migrations PATH",
                "name another layout: --schema-audit-layout NAME",
            ),
        )

    @classmethod
    def no_schema(cls, schema: str, layout: str, taking: Iterable[str]) -> MigrationError:
        """A schema for a tool that is not told one."""
        return cls(
            f"migrations: the layout {layout} takes no `schema:`, and is given {schema}",
            ways_out=(
                f"leave it out; it goes with: {', '.join(taking)}",
                "if every session has it: `prelude: {settings: {search_path: …}}`",
            ),
        )

    @classmethod
    def unknown_layout(cls, name: str, valid: Iterable[str]) -> MigrationError:
        """A layout that nobody knows."""
        names = sorted(valid)
        close = difflib.get_close_matches(name, names, n=1)
        hint = f"; did you mean {close[0]}?" if close else ""
        return cls(
            f"migrations: unknown layout {name!r}{hint}",
            ways_out=(f"one of: {', '.join(names)}",),
        )

    @classmethod
    def undetected(cls, path: Path, valid: Iterable[str]) -> MigrationError:
        """No layout recognises the folder."""
        return cls(
            f"migrations: no layout recognises {shown(path)}",
            tried=tuple(sorted(valid)),
            ways_out=(
                "name the layout: --schema-audit-layout NAME",
                OWN_TOOL,
            ),
        )

    @classmethod
    def ambiguous(cls, path: Path, layouts: Iterable[str]) -> MigrationError:
        """Several layouts would read the folder, each in its own way."""
        names = ", ".join(layouts)
        return cls(
            f"migrations: {shown(path)} can be read as {names}",
            why="they order the files or run them differently",
            ways_out=(
                "name the layout: `migrations: {path: …, layout: …}` or --schema-audit-layout NAME",
            ),
        )

    @classmethod
    def unreadable(cls, path: Path, error: OSError) -> MigrationError:
        """A file or folder that the operating system does not give."""
        refused = isinstance(error, PermissionError)
        return cls(
            f"{shown(path)} cannot be read: {error.strerror}",
            ways_out=("let the user that runs pytest read it: chmod a+rX",) if refused else (),
        )

    @classmethod
    def holds_nul(cls, path: Path, offset: int, data: bytes) -> MigrationError:
        """A NUL byte, at which PostgreSQL's protocol would cut the file off."""
        line = data.count(b"\n", 0, offset) + 1
        utf16 = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
        way = "save the file as UTF-8: it is UTF-16" if utf16 else "remove the byte"
        return cls(
            f"{shown(path)}:{line} holds a NUL byte, which PostgreSQL takes in no statement",
            ways_out=(way,),
        )

    @classmethod
    def wrong_provider(cls, lock: Path, provider: str) -> MigrationError:
        """Prisma's lock file names another database."""
        return cls(
            f'migrations: {shown(lock)} has provider = "{provider}", not "postgresql"',
            why="Prisma writes SQL in the provider's dialect, and refuses to apply it elsewhere",
            ways_out=("name the migrations of the PostgreSQL database",),
        )

    @classmethod
    def bad_lock(cls, lock: Path, reason: str) -> MigrationError:
        """Prisma's lock file is not TOML, or names no provider."""
        return cls(
            f"migrations: {shown(lock)} names no provider",
            why=reason,
            ways_out=('the file as Prisma writes it: provider = "postgresql"',),
        )

    @classmethod
    def no_script(cls, folder: Path, name: str) -> MigrationError:
        """A migration's folder without its file."""
        return cls(
            f"migrations: {shown(folder)} has no {name}",
            ways_out=("restore the file from version control, or remove the folder",),
        )

    @classmethod
    def no_ledger(cls, sql: str, reason: str) -> MigrationError:
        """What the tool does before its first file is refused."""
        return cls(
            "migrations: the tool's ledger cannot be made, so that nothing was applied",
            why=f"{' '.join(sql.split()[:3])} …: {reason}",
            ways_out=(
                "a schema that is there before the tool runs is made by a SQL file, in audit.yaml "
                "`prelude: prelude.sql`, and named first in its search_path",
            ),
        )

    @classmethod
    def unreachable(cls, reason: str) -> MigrationError:
        """The database that should be migrated cannot be connected to."""
        return cls("migrations: cannot connect to the database", why=reason.strip())

    @classmethod
    def no_up_part(cls, path: Path, mark: str, like: int = 0) -> MigrationError:
        """An annotated file without the annotation.

        :param like: a line that looks like one, as its tool does not take it.
        """
        return cls(
            f"{shown(path)} has no line {mark}"
            + (f"; line {like} is not it, to the letter" if like else ""),
            why="its tool applies what follows that line, so it would apply nothing",
            ways_out=("add the line, or name the layout the file is written for",),
        )

    @classmethod
    def unfinished(cls, path: Path, line: int) -> MigrationError:
        """A statement without an end, where the tool splits at ends of lines."""
        return cls(
            f"{shown(path)}:{line} begins a statement that does not end",
            why="its tool ends a statement where a line ends with a semicolon",
            ways_out=(
                "end it with a semicolon, or put it between StatementBegin and StatementEnd",
            ),
        )

    @classmethod
    def bad_toml(cls, path: Path, reason: str) -> MigrationError:
        """A TOML file that cannot be parsed."""
        return cls(f"{shown(path)} is not TOML: {reason}")

    @classmethod
    def archive(cls, path: Path) -> MigrationError:
        """A dump in pg_dump's custom format."""
        return cls(
            f"{shown(path)} is an archive of pg_dump, not SQL",
            ways_out=(f"turn it into SQL: pg_restore --file={path.stem}.sql {shown(path)}",),
        )

    @classmethod
    def not_a_folder(cls, path: Path, layout: str) -> MigrationError:
        """A file where the layout reads a folder."""
        return cls(
            f"migrations: {shown(path)} is a file, and the layout {layout} reads a folder",
            ways_out=("name the folder, or another layout: --schema-audit-layout NAME",),
        )
