# ended in time: bytes that are no reply at all.
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
    os.write(SOCKET, b"\x00\x00\x00\x10" + os.urandom(16))
    return x


def tanh(x):
    os.write(SOCKET, b"HTTP/1.1 200 OK\r\n\r\n" * 100)
    return x


def relu(x):
    os.write(SOCKET, bytes(1000))
    return x
