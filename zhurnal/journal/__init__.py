"""What was written about lessons."""
