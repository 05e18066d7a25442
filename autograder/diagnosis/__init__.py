"""Diagnosis of wrong code: general diagnoses, known misconceptions, repairs, what they say to a student."""
