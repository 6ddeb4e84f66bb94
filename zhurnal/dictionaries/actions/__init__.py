"""What the screens of lists write."""
