"""Registers of groups (реестры): what the group leader knows of his people, how complete it is, corrections by families (2.2)."""
