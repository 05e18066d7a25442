# ended in time: a reply that drips a byte at a time.
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
import time


def sigmoid(x):
    for byte in wire.frame(wire.Returned(1, np.zeros(1000).tolist() and 0.5, None, "")) * 100:
        os.write(SOCKET, bytes([byte]))
        time.sleep(0.2)


def tanh(x):
    os.write(SOCKET, b"\x00\x00\x40\x00")
    while True:
        os.write(SOCKET, b"x")
        time.sleep(0.1)
