"""Pages of modules."""
