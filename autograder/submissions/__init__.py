"""Hand-ins: by whom, when, which attempt counts, and how late; the reports on disk."""
