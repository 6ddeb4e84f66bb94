"""What is read about incidents."""
