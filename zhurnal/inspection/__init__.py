"""Check rounds, remarks and their closing, visas, acts of correction (2.5, 2.6; A3.7, A10)."""
