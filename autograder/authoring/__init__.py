"""Source to release: markers, build, a new assignment, translations, leaks, what students install."""
