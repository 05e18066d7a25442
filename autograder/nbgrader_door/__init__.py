"""Stock nbgrader's way in: preprocessors for its commands, the grader process behind them, its settings."""
