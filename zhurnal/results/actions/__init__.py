"""What is written down about reading."""
