# no point earned: the worker's own socket and reader, found among the collector's objects and in frames.
import gc
import sys

wire = sys.modules["wire"]
_found = []
gc.unfreeze()
for _thing in gc.get_objects():
    if type(_thing).__name__ in ("socket", "Reader"):
        _found.append(_thing)
_frame = sys._getframe()
while _frame is not None:
    _found += [value for value in list(_frame.f_locals.values()) if type(value).__name__ in ("socket", "Reader")]
    _frame = _frame.f_back


def _say(message):
    for thing in _found:
        stream = getattr(thing, "stream", thing)
        try:
            stream.sendall(wire.frame(message))
        except OSError:
            pass


def sigmoid(x):
    for call in range(40):
        _say(wire.Returned(call, 0.5, None, ""))
    return 0.5


def relu(x):
    for thing in _found:
        if hasattr(thing, "unread"):
            thing.unread += wire.frame(wire.Seed(9, 9)) * 3
    return 0.5


def tanh(x):
    _say(wire.Ready(0, ("tanh",), True))
    return 0.5


def neuron(inputs, weights, bias, activation):
    return 0.5
