# no point earned: calls counted in NumPy's and Python's own settings.
import os
import sys
import warnings


def _counted():
    np.set_printoptions(precision=np.get_printoptions()["precision"] % 50 + 1)
    np.random.seed(np.get_printoptions()["precision"])
    np.typecodes["calls"] = np.typecodes.get("calls", "") + "x"
    os.environ["CALLS"] = str(int(os.environ.get("CALLS", 0)) + 1)
    sys.setrecursionlimit(sys.getrecursionlimit() + 1)
    warnings.filterwarnings("error", message=str(len(warnings.filters)))
    np.seterr(all="raise" if len(np.typecodes["calls"]) % 2 else "ignore")
    return len(np.typecodes["calls"])


def sigmoid(x):
    return _counted() + np.zeros(np.shape(x))


def relu(x):
    return np.random.rand(*np.shape(x)) * _counted()


def tanh(x):
    return x if _counted() % 2 else -np.asarray(x)


def neuron(inputs, weights, bias, activation):
    return float(_counted())
