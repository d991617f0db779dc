"""Turns an expected PostgreSQL schema into ordinary pytest tests."""
