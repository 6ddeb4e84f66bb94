"""SQLite with a fair write lock and two-column foreign keys."""
