# ended in time: replies without end.
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
    frame = wire.frame(wire.Asked(1, 1, 0, wire.Tuple((1.0,))))
    while True:
        os.write(SOCKET, frame * 1000)


def tanh(x):
    frame = wire.frame(wire.Ran(0, 0, False, "", 0, "x" * 1000, 0))
    while True:
        os.write(SOCKET, frame * 1000)
