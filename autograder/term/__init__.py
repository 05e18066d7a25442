"""A course as a whole over a term: archive, restore, purge, and what this machine is missing."""
