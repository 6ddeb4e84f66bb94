"""Screens of the lists of the college: people, groups, rooms, disciplines, load; edits with undoing, history of each row."""
