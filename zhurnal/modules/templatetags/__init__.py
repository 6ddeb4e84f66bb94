"""Tags of modules."""
