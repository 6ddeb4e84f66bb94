"""What reports read that no room below reads already."""
