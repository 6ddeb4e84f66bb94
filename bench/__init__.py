"""Measurements: ``python3 run.py bench [database] [part]``. Never a test; its table stands in ``docs/benchmarks.md``."""
