# ended in time: hooks for exceptions, display, garbage and codecs.
import codecs
import gc
import sys

sys.excepthook = sys.displayhook = sys.unraisablehook = lambda *arguments: print("hook")
gc.callbacks.append(lambda *arguments: 1 / 0)
gc.set_threshold(1)
codecs.register_error("replace", lambda error: ("x" * 1_000_000, error.end))
codecs.register_error("strict", lambda error: ("x", error.end))


def sigmoid(x):
    return "\ud800" * 1000
