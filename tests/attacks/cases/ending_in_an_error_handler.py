# ended in time: NumPy's own error handler, which never comes back.
def _handler(kind, flag):
    while True:
        pass


def _wait(x):
    np.seterrcall(_handler)
    with np.errstate(all="call"):
        return np.log(np.zeros(3)) + np.asarray(x).ravel()[0]


def sigmoid(x):
    return _wait(x)


def relu(x):
    class Never(Exception):
        def __str__(self):
            while True:
                pass

    raise Never


def tanh(x):
    class Slow(Exception):
        @property
        def __traceback__(self):
            while True:
                pass

    raise Slow
