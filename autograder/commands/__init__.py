"""The commands, one file for each group of people who type them. They decide nothing."""
