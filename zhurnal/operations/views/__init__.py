"""Screens of the installation."""
