# ended in time: a frame that announces more than is allowed is not read.
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
    os.write(SOCKET, b"\xff\xff\xff\xff")
    while True:
        os.write(SOCKET, bytes(1 << 20))


def tanh(x):
    return np.zeros(1 << 22)


def relu(x):
    os.write(SOCKET, b"\x04\x00\x00\x00")
    while True:
        os.write(SOCKET, bytes(1 << 20))
