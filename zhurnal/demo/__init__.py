"""The made-up demonstration colleges."""
