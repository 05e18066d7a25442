# nobody else is harmed: descriptors sent over the socket.
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
import array
import socket


def sigmoid(x):
    stream = socket.socket(fileno=SOCKET)
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [SOCKET, 0, 1, 2]))]
    for _ in range(200):
        stream.sendmsg([b"\x00\x00\x00\x01x"], rights)
    return x


def tanh(x):
    stream = socket.socket(fileno=os.dup(SOCKET))
    stream.shutdown(socket.SHUT_RDWR)
    return x


def relu(x):
    stream = socket.socket(fileno=os.dup(SOCKET))
    stream.shutdown(socket.SHUT_RD)
    stream.setblocking(False)
    return x
