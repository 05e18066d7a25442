"""The course as a site to read: its release with the outputs of the reference, in each language, offline."""
