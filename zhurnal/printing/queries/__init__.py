"""What is printed, as data for the templates."""
