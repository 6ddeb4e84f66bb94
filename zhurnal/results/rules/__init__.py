"""Rules of the record and of the lists that follow from it."""
