"""The regulation, clause by clause: what a person in a role can do in the browser."""
