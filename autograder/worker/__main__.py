"""Entry point, started by its path: a zygote on a given socket, or with `--direct` a desk's worker."""

import gc
import importlib
import sys
import types

gc.disable()  # until there are forks: what is freed among what stays is a page that each fork must copy

# This folder is a package of its own here: of the real one a student's program sees nothing. A file beside a
# notebook may be called worker.py.
package = sys.modules["_autograder"] = types.ModuleType("_autograder")
package.__path__ = [sys.path.pop(0)]

if sys.argv[1] == "--direct":
    importlib.import_module("_autograder.desk").main()
else:
    importlib.import_module("_autograder.zygote").main(int(sys.argv[1]))
