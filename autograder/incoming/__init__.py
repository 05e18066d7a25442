"""What comes in: who is in the class, what each of them handed in, when, and which attempt counts."""
