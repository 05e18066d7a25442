# no point earned: reading the grader's next requests off the socket.
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
import socket


def sigmoid(x):
    stream = socket.socket(fileno=os.dup(SOCKET))
    stream.setblocking(False)
    for flags in (socket.MSG_PEEK, 0, socket.MSG_OOB):
        try:
            found = stream.recv(1 << 20, flags)
            if found:
                raise RuntimeError(f"BREACH: {found!r}")
        except (BlockingIOError, OSError):
            pass
    for option in (17, 31, 77):
        try:
            raise RuntimeError(f"BREACH: {stream.getsockopt(socket.SOL_SOCKET, option, 100)!r}")
        except OSError:
            pass
    return x
