"""Which mistake does this code make? General diagnoses, known misconceptions, what they say to a student."""
