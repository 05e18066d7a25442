# no point earned: callbacks that were never handed out, wrongly numbered, or of an ended call.
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
kept = []


def ask(identity, number, *values):
    session = kept[0].session
    return session.ask(wire.Asked(session.open_call, number, identity, wire.Tuple(values)))


def neuron(inputs, weights, bias, activation):
    kept.append(activation)
    if len(kept) == 1:
        return activation(0.0)
    return kept[0](1.0)


def sigmoid(x):
    os.write(SOCKET, wire.frame(wire.Asked(1, 1, 0, wire.Tuple((1.0,)))))
    return x


def tanh(x):
    os.write(SOCKET, wire.frame(wire.Asked(1, -5, 2**62, wire.Tuple(()))))
    return x


def relu(x):
    os.write(SOCKET, wire.frame(wire.Asked(2**62, 1, 0, wire.Tuple((wire.Callback(0), wire.Handle(0, "x", True))))))
    return x
