"""The wall: starts workers, confines them, and distrusts their answers."""
