"""The class on one page: its code, its look-alikes, its figures."""
