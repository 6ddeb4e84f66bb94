"""Reports: pages, print and files from one table."""
