# nothing of ours is seen: no namespace, mount or root is entered or made.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)
for name, number, arguments in (
    ("unshare user", 272, (0x10000000,)),
    ("unshare mount", 272, (0x20000,)),
    ("unshare files", 272, (0x400,)),
    ("setns", 308, (3, 0)),
    ("mount", 165, (b"none", b".", b"tmpfs", 0, 0)),
    ("umount", 166, (b"/tmp", 2)),
    ("pivot_root", 155, (b".", b".")),
    ("chroot", 161, (b".",)),
    ("open_tree", 428, (-100, b"/", 1)),
    ("move_mount", 429, (-100, b"/", -100, b"/tmp", 0)),
    ("fsopen", 430, (b"tmpfs", 0)),
    ("mount_setattr", 442, (-100, b"/", 0, buffer, 32)),
    ("clone3", 435, (buffer, 88)),
    ("sethostname", 170, (b"attacker", 8)),
    ("statmount", 457, (buffer, buffer, 4096, 0)),
    ("listmount", 458, (buffer, buffer, 100, 0)),
):
    if libc.syscall(number, *arguments) >= 0:
        print("BREACH:", name)



def sigmoid(x):
    return x
