"""Ways into the journal for families: the head of department gives them, for his department only (2.3)."""
