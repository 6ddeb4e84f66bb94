"""What the screens of lists show."""
