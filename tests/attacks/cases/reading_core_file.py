# nothing of ours is seen: a crash leaves no core file, here or elsewhere.
import os
import resource
import signal

print(resource.getrlimit(resource.RLIMIT_CORE))
try:
    resource.setrlimit(resource.RLIMIT_CORE, (1 << 30, 1 << 30))
    print("BREACH: core files")
except (ValueError, OSError):
    pass


def sigmoid(x):
    os.kill(os.getpid(), signal.SIGABRT)
