"""Words of the journal's pages."""
