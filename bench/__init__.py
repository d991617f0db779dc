"""How long an audit takes against what cannot be avoided. Run it with `make bench`."""
