# nothing of ours is seen: the name of a type or a function does not carry a hidden input out.
def sigmoid(x):
    return type("STOLEN " + repr(x).replace("\n", "")[:80], (), {})()


def relu(x):
    raise type("STOLEN " + repr(x).replace("\n", "")[:80], (ValueError,), {})("STOLEN " + repr(x))


def tanh(x):
    raise type("STOLEN " + repr(x).replace("\n", "")[:80], (BaseException,), {})("STOLEN " + repr(x))
