"""Django's two database backends with what this product adds: paired foreign keys, and fair writing on SQLite."""
