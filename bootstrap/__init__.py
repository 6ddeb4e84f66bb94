"""From a bare Python to a running product: standard library only (``prepare`` alone needs Django)."""
