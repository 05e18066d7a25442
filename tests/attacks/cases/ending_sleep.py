# ended in time: sleeping is not being starved of a processor.
import signal
import time


def sigmoid(x):
    time.sleep(3600)


def tanh(x):
    signal.pause()


def relu(x):
    signal.sigwait({signal.SIGUSR1})
