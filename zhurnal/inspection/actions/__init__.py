"""What checkers and teachers do with remarks; acts."""
