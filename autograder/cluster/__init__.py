"""The same grader on other machines, through Dask."""
