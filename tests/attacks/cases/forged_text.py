# ended in time: text with surrogates, nulls and other things that are no text.
import os
import stat
import sys

wire = sys.modules["wire"]
for number in range(3, 64):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            SOCKET = number
    except OSError:
        pass
def sigmoid(x):
    body = b"\x95\xa8returned\x01\xc0\xc0\xa4\xed\xb3\xbf\x00"
    os.write(SOCKET, len(body).to_bytes(4, "big") + body)


def tanh(x):
    return "\ud800"


def relu(x):
    return ["\x00\x1b[2J\u202e"] * 1000


def neuron(inputs, weights, bias, activation):
    raise ValueError("\ud800\x00\u202e")
