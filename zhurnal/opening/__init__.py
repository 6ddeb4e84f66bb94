"""Opening the academic year (clause 3.2): a room of its own above the journal, which tells when the first lesson is recorded."""
