"""Statements (ведомости), academic debts, admission to the session (A4.2, A4.8, A4.12)."""
