# nobody else is harmed: what the worker's one socket can be made to do.
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
import fcntl
import socket

stream = socket.socket(fileno=SOCKET)
for level in (1, 6, 17, 41, 263):
    for option in range(0, 80):
        try:
            stream.setsockopt(level, option, 1)
            print("BREACH:", level, option)
        except OSError:
            pass
for command in (8, 10, 1024, 1033):
    try:
        fcntl.fcntl(SOCKET, command, 9)
        print("BREACH:", command)
    except OSError:
        pass
for request in (0x8901, 0x8902, 0x5452, 0x8910, 0x8933, 0x541D, 0x5412):
    try:
        fcntl.ioctl(SOCKET, request, b"\0" * 64)
        print("BREACH:", hex(request))
    except OSError:
        pass
for work in (lambda: stream.connect("\0x"), lambda: stream.bind("\0y"), lambda: stream.listen(), lambda: stream.accept()):
    try:
        work()
        print("BREACH: the socket moved")
    except OSError:
        pass
stream.detach()


def sigmoid(x):
    return x
