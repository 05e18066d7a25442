"""Entry point, started by its path: a zygote on a given socket, or with `--direct` a desk's worker."""

import gc
import importlib
import sys
import types

gc.disable()  # until there are forks: what is freed among what stays is a page that each fork must copy

# This folder is the package `worker` here: of the real package a student's program sees nothing.
package = sys.modules["worker"] = types.ModuleType("worker")
package.__path__ = [sys.path.pop(0)]

if sys.argv[1] == "--direct":
    importlib.import_module("worker.desk").main()
else:
    importlib.import_module("worker.zygote").main(int(sys.argv[1]))
