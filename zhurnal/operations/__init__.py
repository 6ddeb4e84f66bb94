"""Keeping the installation: copies and their proof, signed heads of history, watching, the check of deployment."""
