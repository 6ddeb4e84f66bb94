"""Automatic checks of the journals: named rules, findings that close by themselves (2.5, 2.6, 1.7, 3.7; A10.3)."""
