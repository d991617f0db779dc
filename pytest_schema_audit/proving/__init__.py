"""Prove that the audit can fail: change a copy of the database in every way, and judge it again."""
