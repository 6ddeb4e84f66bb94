"""Who is concerned, and what one's inbox holds."""
