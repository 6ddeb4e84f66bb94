"""What makes a finding, and how sure one can be of it. Pure."""
