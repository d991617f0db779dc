"""What goes wrong with live databases, as text."""

from __future__ import annotations

from .errors import AuditError
from .majors import KNOWN_MAJORS


class LiveError(AuditError):
    """A live database that cannot be audited."""

    @classmethod
    def unreachable(cls, reason: str) -> LiveError:
        """No connection.

        :param reason: libpq's words, without passwords.
        """
        return cls(
            "the live database cannot be reached",
            why=reason,
            ways_out=(
                "check the URL given to --schema-audit-live; `env:NAME` reads it from a variable",
                "libpq's own settings work too: service file, PGPASSFILE, sslmode",
            ),
        )

    @classmethod
    def lost(cls, reason: str) -> LiveError:
        """The connection broke."""
        return cls(
            "the connection to the live database broke, so nothing of it is reported",
            why=reason,
            ways_out=("run the audit again",),
        )

    @classmethod
    def refused(cls, reason: str) -> LiveError:
        """A statement failed: it took too long, or the role may not read a catalog."""
        return cls(
            "the live database could not be read to the end, so nothing of it is reported",
            why=reason,
            ways_out=(
                "after a timeout: run the audit again when nobody locks the catalog",
                "a role with CONNECT is enough where PUBLIC still may read pg_catalog",
            ),
        )

    @classmethod
    def no_utf8(cls, encoding: str, reason: str) -> LiveError:
        """A name, label, comment or definition holds bytes that are no character of UTF-8.

        :param encoding: the database's own encoding.
        """
        return cls(
            f"the catalog of the live database, which is encoded in {encoding}, holds bytes that"
            " are no UTF-8",
            why=reason,
            ways_out=(
                "write the comments, labels, names or definitions anew that hold such bytes",
                "move it into a database of the encoding that its text is in: pg_dump with"
                " --encoding, and CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
            ),
        )

    @classmethod
    def no_usage(cls, role: str) -> LiveError:
        """Objects of a schema that may not be used are not visible to deparsing."""
        return cls(
            f"the role {role} may not use the schema public of the live database",
            why="PostgreSQL would print every name of that schema in another form to this role",
            ways_out=(f'GRANT USAGE ON SCHEMA public TO "{role}"',),
        )

    @classmethod
    def unknown_major(cls, major: int) -> LiveError:
        """A major whose catalogs the queries do not know."""
        known = ", ".join(map(str, KNOWN_MAJORS))
        return cls(
            f"cannot tell: the live database is PostgreSQL {major}, which is not a known major",
            why=f"known majors are {known}",
            ways_out=("update pytest-schema-audit",),
        )

    @classmethod
    def other_major(cls, major: int, server: str) -> LiveError:
        """A private server that would bring definitions to the form of another major.

        :param server: its description.
        """
        return cls(
            f"the live database is PostgreSQL {major}, and the private server is another major",
            why=f"the private server is {server}; each major prints definitions in its own form",
            ways_out=(
                "let the audit start its own: --schema-audit-server=embedded or docker",
                "name an image of that major: --schema-audit-image",
            ),
        )
