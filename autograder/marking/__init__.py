"""From hand-ins to kept verdicts: what there is to do, what is known already, what is recorded."""
