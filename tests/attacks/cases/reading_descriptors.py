# nothing of ours is seen: no descriptor is open but the worker's own.
import os
import stat

for number in range(4096):
    try:
        found = os.fstat(number)
    except OSError:
        continue
    try:
        target = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        target = ""
    kind = stat.S_IFMT(found.st_mode)
    if kind == stat.S_IFSOCK:
        continue
    if kind == stat.S_IFCHR and (target in ("/dev/null", "/dev/urandom", "") or number < 3):
        continue
    print("BREACH:", number, oct(found.st_mode), target)
sockets = 0
for number in range(4096):
    try:
        sockets += stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        pass
if sockets > 1:
    print("BREACH:", sockets, "sockets")


def sigmoid(x):
    return x
