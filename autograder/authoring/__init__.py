"""An author's notebook: cells and their markers, the stub, the reference, and what may not leak."""
