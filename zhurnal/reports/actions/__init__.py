"""What changes in the room of reports: saved parameters, files made by schedule."""
