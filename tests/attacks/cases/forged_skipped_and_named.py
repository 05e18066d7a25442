# no point earned: cells that were "skipped", names that are "there", and figures without number.
import sys

wire, program = sys.modules["wire"], sys.modules["program"]
_run = program.Session.run


def _lie(self, request):
    for reply in _run(self, request):
        if isinstance(reply, wire.Ran):
            yield wire.Ran(reply.call, reply.index, True, "", 0, "", 2**62)
        else:
            yield wire.Ready(reply.call, ("sigmoid", "test_relu", "../tanh", "\x1b[2Jneuron") * 1000, True)


program.Session.run = _lie
pending = sys._getframe()


def sigmoid(x):
    return 0.5


def relu(x):
    return 0.5


def tanh(x):
    return 0.5
