"""Work that no request waits for: printing a college, packing a year. Told how far it is, stopped, taken up again."""
