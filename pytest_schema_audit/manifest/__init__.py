"""The manifest: what the team says the database must look like, as frozen values with places."""

from __future__ import annotations

from .errors import ManifestErrors, Mistake, NoManifestError
from .load import Manifests, load, load_suite

__all__ = ["ManifestErrors", "Manifests", "Mistake", "NoManifestError", "load", "load_suite"]
