# ended in time: what loops when an answer is thrown away.
import weakref


class Sticky:
    def __del__(self):
        while True:
            pass


def _loop(_):
    while True:
        pass


class Watched:
    pass


_kept = []


def sigmoid(x):
    Sticky()
    return 0.5


def relu(x):
    thing = Watched()
    _kept.append(weakref.ref(thing, _loop))
    return 0.5


def tanh(x):
    cycle = [Sticky()]
    cycle.append(cycle)
    del cycle
    import gc

    gc.collect()
    return 0.5
