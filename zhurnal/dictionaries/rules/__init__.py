"""Rules of the lists: narrowing, what two people changed at once. Pure."""
