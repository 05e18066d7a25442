"""The student's desk: what a check finds, shows and hints at, in the notebook and in the shell."""
