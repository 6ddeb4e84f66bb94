"""Writing the record of readings into the table, and letting old rows of it go."""
