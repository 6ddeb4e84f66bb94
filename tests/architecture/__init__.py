"""The walls of the house, held by machine: each test says what to do instead."""
