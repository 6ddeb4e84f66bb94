"""Objectivity of marks: findings with evidence, not verdicts (1.11 d)."""
