"""Pure: sealing, the printed key, rotation, heads, findings."""
