# no point earned: state in caches, generators, partials and classes' own attributes.
import functools


class Kept:
    answers = {}

    def __class_getitem__(cls, x):
        return cls.answers.setdefault(np.shape(x), np.zeros(np.shape(x)))


def _steps():
    last = 0.0
    while True:
        last = yield last


_generator = _steps()
next(_generator)


@functools.lru_cache(maxsize=None)
def _once(size):
    return np.linspace(0, 1, size)


def sigmoid(x):
    return _once(np.size(x)).reshape(np.shape(x))


def relu(x):
    return Kept[x]


tanh = functools.partial(lambda seen, x: seen.append(x) or seen[0], [])


def neuron(inputs, weights, bias, activation):
    return _generator.send(float(bias))
