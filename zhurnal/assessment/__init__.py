"""Interim and final marks: proposals, results, the closing of a term (clauses 1.11 a, d; A4)."""
