# ended in time: anonymous maps, shared ones, and locked memory.
import ctypes
import mmap

for flags in (mmap.MAP_SHARED | mmap.MAP_ANONYMOUS, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS):
    try:
        mapped = mmap.mmap(-1, 8 << 30, flags=flags)
        print("BREACH: eight GB of memory")
    except (OSError, MemoryError) as error:
        print(type(error).__name__)
if ctypes.CDLL(None).mlockall(3) == 0:
    print("BREACH: locked memory")


def sigmoid(x):
    return len(mmap.mmap(-1, 8 << 30))
