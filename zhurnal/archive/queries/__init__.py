"""What the archive shows and packs."""
