"""Planners: from a reading to the rows that would change. They look into the database and write nothing."""
