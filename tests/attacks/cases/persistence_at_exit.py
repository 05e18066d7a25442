# ended in time: what is registered for the end does not run, or not for long.
import atexit
import threading
import time
import weakref


class Last:
    def __del__(self):
        while True:
            pass


def stay():
    while True:
        time.sleep(1)


last = Last()
atexit.register(lambda: time.sleep(3600))
weakref.finalize(last, lambda: time.sleep(3600))
threading._register_atexit(lambda: time.sleep(3600))


def sigmoid(x):
    return x
