"""What came of the years: the record of a student, the summary of a group, lists that follow from results (1.11 a, c)."""
