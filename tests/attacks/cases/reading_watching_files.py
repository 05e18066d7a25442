# nothing of ours is seen: nobody is told when a file is opened.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for name, number, arguments in (
    ("inotify_init1", 294, (0,)), ("inotify_init", 253, ()), ("fanotify_init", 300, (0, 0)), ("name_to_handle_at", 303, (-100, b"/", 0, 0, 0)),
    ("lookup_dcookie", 212, (0, 0, 0)), ("quotactl", 179, (0, 0, 0, 0)), ("ustat", 136, (0, 0)), ("mincore", 27, (0, 4096, 0)),
):
    if libc.syscall(number, *arguments) >= 0:
        print("BREACH:", name)


def sigmoid(x):
    return x
