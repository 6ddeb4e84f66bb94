"""Years, terms, holidays, bells."""
