# nothing of ours seen: hidden inputs told by warnings, logs, raw descriptors and hooks.
import logging
import os
import sys
import warnings


def _tell(x):
    text = f"STOLEN {np.ravel(x)[:3]!r}"
    warnings.warn(text)
    logging.getLogger(text).error(text)
    for stream in (sys.__stdout__, sys.__stderr__, sys.stdout):
        try:
            stream.write(text)
            stream.flush()
        except (OSError, ValueError, AttributeError):
            pass
    for number in (1, 2):
        try:
            os.write(number, text.encode())
        except OSError:
            pass
    sys.audit(text)
    sys.displayhook(text)
    return text


def sigmoid(x):
    return _tell(x)


def relu(x):
    raise type("STOLEN", (ValueError,), {"__module__": _tell(x)})(_tell(x))


def tanh(x):
    error = ValueError("no")
    error.add_note(_tell(x))
    raise ExceptionGroup(_tell(x), [error])


def neuron(inputs, weights, bias, activation):
    try:
        raise KeyError(_tell(inputs))
    except KeyError as cause:
        raise AttributeError(_tell(bias), name="STOLEN", obj=bias) from cause
