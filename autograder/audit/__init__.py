"""The proof that a suite is fair and strict: mutants, trials of every answer, and what they show."""
