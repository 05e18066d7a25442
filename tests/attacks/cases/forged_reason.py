# nothing of ours is seen: the reason for which a value cannot be carried does not carry a hidden input out.
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
    return wire.Unable(request.call, "STOLEN " + bytes(getattr(request, "args", b"")).hex())


sys.modules["program"].Session.answer = _answer


def sigmoid(x):
    return x
