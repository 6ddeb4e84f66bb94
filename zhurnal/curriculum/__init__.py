"""Programmes, groups, subgroups, courses."""
