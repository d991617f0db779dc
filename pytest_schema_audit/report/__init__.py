"""Verdicts to text: pure functions, no input and no output."""
