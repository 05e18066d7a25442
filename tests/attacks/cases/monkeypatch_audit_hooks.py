# ended in time: an audit hook that forbids everything, or never ends.
import sys

calls = []


def refuse(event, arguments):
    calls.append(event)
    if len(calls) > 5:
        raise RuntimeError("no")


sys.addaudithook(refuse)


def sigmoid(x):
    return x
