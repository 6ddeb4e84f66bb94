"""Management tasks: given, taken, reported, accepted; and how they are executed (1.3)."""
