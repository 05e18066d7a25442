# no point earned: cells that claim to have been skipped.
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
_frame = wire.frame


def _claim(message):
    if isinstance(message, wire.Ran):
        message = wire.Ran(message.call, message.index, True, "", 0, "", 0)
    return _frame(message)


wire.frame = _claim


def sigmoid(x):
    return x
