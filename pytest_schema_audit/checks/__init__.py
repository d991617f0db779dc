"""Pure comparison of what a manifest expects with what the catalog has."""
