"""The commands, a file for each of the people who type them. They decide nothing."""
