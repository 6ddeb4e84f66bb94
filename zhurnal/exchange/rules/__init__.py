"""Rules of exchange."""
