"""Professional modules: the second journal of a group (clause 1.6): practice, competences, admission, consultations."""
