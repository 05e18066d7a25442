# nothing of ours is seen: the process cannot make itself readable, or live longer than its parent.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for name, option, value in (
    ("dumpable", 4, 1), ("death signal", 1, 0), ("name of a tracer", 0x59616D61, -1), ("subreaper", 36, 1), ("seccomp", 22, 1),
    ("memory map", 35, 1), ("speculation", 53, 0), ("vector length", 50, 0), ("tagged addresses", 55, 1), ("syscall dispatch", 59, 1),
    ("timing", 14, 1), ("core scheduling", 62, 1), ("no THP", 41, 1), ("machine check", 33, 1),
):
    if libc.prctl(option, value, 0, 0, 0) >= 0:
        print("BREACH:", name)
for call in (os.setsid, lambda: os.setpgid(0, 0), lambda: os.nice(-5), lambda: os.sched_setscheduler(0, 1, os.sched_param(1))):
    try:
        call()
        print("BREACH: a session, a group or a priority")
    except OSError:
        pass


def sigmoid(x):
    return x
