# ended in time: limits cannot be raised again.
import resource

for name in ("RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CPU", "RLIMIT_CORE", "RLIMIT_NPROC"):
    kind = getattr(resource, name)
    hard = resource.getrlimit(kind)[1]
    for wanted in (resource.RLIM_INFINITY, hard + 1):
        try:
            resource.setrlimit(kind, (wanted, wanted))
            print("BREACH:", name)
        except (ValueError, OSError) as error:
            print(name, error)


def sigmoid(x):
    return bytearray(8 << 30)
