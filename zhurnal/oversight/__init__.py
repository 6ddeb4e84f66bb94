"""Control of filling."""
