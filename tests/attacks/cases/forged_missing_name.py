# nothing of ours is seen: a name that is missing does not carry a hidden input out.
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
    return wire.Missing(request.call, stolen, stolen)


sys.modules["program"].Session.answer = _answer


def sigmoid(x):
    return x
