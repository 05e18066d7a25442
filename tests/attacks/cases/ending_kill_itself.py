# ended in time: a process that kills itself is a failure, at once.
import os
import signal


def sigmoid(x):
    os.kill(os.getpid(), signal.SIGKILL)


def tanh(x):
    os.kill(os.getpid(), signal.SIGSEGV)
