# no point earned: __array__, __array_ufunc__, __array_function__ and the buffers beside them.
class Protocol:
    count = 0

    def __array__(self, *args, **options):
        Protocol.count += 1
        return np.full(4, float(Protocol.count))

    def __array_ufunc__(self, *args, **options):
        return True

    def __array_function__(self, *args, **options):
        return True

    @property
    def __array_interface__(self):
        return {"shape": (4,), "typestr": "<f8", "data": (0x1000, False), "version": 3}

    __array_priority__ = 1e9


def sigmoid(x):
    return Protocol()


def relu(x):
    return [Protocol()] * np.size(x)


def tanh(x):
    return memoryview(bytes(8 * np.size(x))).cast("d")
