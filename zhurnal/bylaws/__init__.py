"""What a college decides for itself, on one page (local acts: clauses 1.2, 3.1)."""
