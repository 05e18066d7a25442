# ended in time: a frame that is announced and never comes.
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
    os.write(SOCKET, b"\x00\x00\x10\x00" + b"x" * 10)
    while True:
        pass


def tanh(x):
    os.write(SOCKET, b"\x00\x00")
    os._exit(0)
