# nothing of ours seen: objects that say where their memory is, and are wrong.
import array
import ctypes


class Interface:
    @property
    def __array_interface__(self):
        return {"shape": (4,), "typestr": "<f8", "data": (0x10, False), "version": 3}


class Struct:
    @property
    def __array_struct__(self):
        return ctypes.c_void_p(0x10)


def sigmoid(x):
    return Interface()


def relu(x):
    return memoryview(array.array("d", [0.5] * max(1, np.size(x))))


def tanh(x):
    return Struct()


def neuron(inputs, weights, bias, activation):
    return ctypes.c_double(0.5)
