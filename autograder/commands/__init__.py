"""The commands, one file for each subject, from authoring to a whole term. They decide nothing."""
