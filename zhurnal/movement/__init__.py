"""Movement of students by orders: who came, moved, left, returned, changed his name (A7)."""
