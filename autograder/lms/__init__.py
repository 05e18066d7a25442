"""Learning management systems: downloads and rosters in; scores, feedback pages and autograders out."""
