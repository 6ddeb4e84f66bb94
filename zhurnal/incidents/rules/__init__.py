"""Pure arithmetic of incidents."""
