"""From one clean hand-in to a report; the only code that sees hidden tests."""
