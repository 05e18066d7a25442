# no point earned: the encoder of the wire replaced by one that writes other messages.
import sys

import msgspec

wire = sys.modules["wire"]


class Liar:
    def __init__(self):
        self.count = 0

    def encode(self, message):
        self.count += 1
        bodies = [
            msgspec.msgpack.encode(["returned", getattr(message, "call", 1), True, None, ""]),
            msgspec.msgpack.encode(["returned", 1, msgspec.msgpack.Ext(5, b"0.5"), None, ""]),
            msgspec.msgpack.encode({"returned": 0.5}),
            b"\xdd\xff\xff\xff\xff",
            msgspec.msgpack.encode(["ran", 0, 0, False, "", 0, "", 0]),
        ]
        return bodies[self.count % len(bodies)]


def _begin():
    wire._encoder = Liar()


def sigmoid(x):
    _begin()
    return 0.5


def relu(x):
    _begin()
    return 0.5


def tanh(x):
    _begin()
    return 0.5
