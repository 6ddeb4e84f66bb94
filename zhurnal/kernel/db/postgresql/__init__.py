"""PostgreSQL with two-column foreign keys."""
