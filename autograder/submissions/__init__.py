"""Who handed in what, when, which attempt counts, and how late; the reports on disk."""
