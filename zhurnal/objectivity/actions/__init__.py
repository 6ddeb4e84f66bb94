"""What people say of findings."""
