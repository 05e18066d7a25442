"""The courses here are data for one test: their checks and suites are collected by the tool alone."""

collect_ignore_glob = ["*/source/*", "*/tests/*"]
