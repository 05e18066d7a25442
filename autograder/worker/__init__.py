"""The student's side: the only code that shares a process with a student's. Imports nothing of ours."""
