"""Entry point, started by its path: a zygote on a given socket, or with `--direct` a desk's worker."""

import gc
import sys

gc.disable()  # until there are forks: what is freed among what stays is a page that each fork must copy

if sys.argv[1] == "--direct":
    import desk  # type: ignore[import-not-found]

    desk.main()
else:
    import zygote  # type: ignore[import-not-found]

    zygote.main(int(sys.argv[1]))
