# no point earned: exceptions that look like pytest's own skip, xfail and exit.
class Exit(Exception):
    returncode = 0


class OutcomeException(BaseException):
    msg, pytrace, allow_module_level = "skipped", False, True


def sigmoid(x):
    skipped = type("Skipped", (OutcomeException,), {"__module__": "_pytest.outcomes"})
    raise skipped("skipped")


def tanh(x):
    raise type("Exit", (Exit,), {"__module__": "_pytest.outcomes"})("exit")


def relu(x):
    raise type("XFailed", (OutcomeException,), {"__module__": "builtins"})("xfailed")
