"""Actions of exchange."""
