# ended in time: timers and dumps that end the process early earn nothing.
import faulthandler
import signal

signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
signal.signal(signal.SIGALRM, signal.SIG_IGN)
try:
    faulthandler.dump_traceback_later(0.01, exit=True)
except Exception as error:
    print(error)


def sigmoid(x):
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(1)
    signal.pause()
