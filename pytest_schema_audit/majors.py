"""The majors of PostgreSQL that are known."""

from typing import Final

KNOWN_MAJORS: Final = (14, 15, 16, 17, 18)
"""The PostgreSQL majors whose catalogs the audit knows, oldest first."""
