"""Which mistake does this code make? Readings, known misconceptions, and what they say to a student."""
