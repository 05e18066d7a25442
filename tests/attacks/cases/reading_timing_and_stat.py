# nothing of ours is seen: in a root of its own not even that a file is there; elsewhere no more than that.
import os
import time

for path in ("@COURSE@/var/secret", "@COURSE@/tests/suites/activations/test_sigmoid.py"):
    try:
        os.stat(path)
        print("it is there")
    except OSError as error:
        print(error.errno)
    for look in (lambda: os.getxattr(path, "user.x"), lambda: os.listxattr(path), lambda: os.readlink(path), lambda: os.scandir(path)):
        try:
            found = look()
            if found:
                print("BREACH:", found)
        except OSError:
            pass
began = time.perf_counter()
for _ in range(1000):
    os.path.exists("@COURSE@/var/submitted/aaa_graded_alone")
print(time.perf_counter() - began < 1)


def sigmoid(x):
    return x
