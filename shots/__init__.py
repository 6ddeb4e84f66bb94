"""Pictures of the product's screens."""
