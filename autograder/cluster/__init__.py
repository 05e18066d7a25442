"""A class graded on other machines, through Dask."""
