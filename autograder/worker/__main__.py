"""Started by `sandbox.process`, by path, with the number of an open socket."""

import sys

from zygote import main  # type: ignore[import-not-found]

main(int(sys.argv[1]))
