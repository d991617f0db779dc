"""The manifest: what the team says the database must look like, as frozen values with places."""

from __future__ import annotations

from .errors import ManifestErrors, Mistake, NoManifestError
from .load import load, load_suite

__all__ = ["ManifestErrors", "Mistake", "NoManifestError", "load", "load_suite"]
