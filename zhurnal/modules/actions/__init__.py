"""What is written in the journal of modules."""
