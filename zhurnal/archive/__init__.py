"""Year packages and the archive: closed years, signed packages with their verifier, retention, state exports (1.5, 1.11; A12)."""
