"""The JSON Schema of manifest files, for editors and validators."""

from __future__ import annotations

from importlib.resources import files


def json_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a manifest file as text.

    It describes keys and the shape of values; what a definition says in SQL, only loading checks.
    """
    return files(__package__).joinpath("schema.json").read_text("utf-8")
