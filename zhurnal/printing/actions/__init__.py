"""What printing writes down and begins."""
