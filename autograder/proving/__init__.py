"""The author's proof, taken apart: mutants of the reference, trials of every answer, what they show."""
