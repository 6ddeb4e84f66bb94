"""Pages and files of the printed journal."""
