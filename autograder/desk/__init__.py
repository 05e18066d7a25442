"""The desk: a student's own computer, where the visible checks, hints and packing run."""
