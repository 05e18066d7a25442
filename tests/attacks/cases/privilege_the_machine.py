# nobody else is harmed: reboot, swap, clock, modules, logs and ports.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)
for name, number, arguments in (
    ("reboot", 169, (0xFEE1DEAD, 672274793, 0x89ABCDEF, 0)),
    ("kexec_load", 246, (0, 0, 0, 0)),
    ("init_module", 175, (buffer, 10, b"")),
    ("finit_module", 313, (3, b"", 0)),
    ("delete_module", 176, (b"x", 0)),
    ("swapon", 167, (b"/dev/zero", 0)),
    ("swapoff", 168, (b"/dev/zero",)),
    ("acct", 163, (0,)),
    ("settimeofday", 164, (buffer, 0)),
    ("clock_settime", 227, (0, buffer)),
    ("adjtimex", 159, (buffer,)),
    ("syslog", 103, (3, buffer, 4096)),
    ("iopl", 172, (3,)),
    ("ioperm", 173, (0, 100, 1)),
    ("vhangup", 153, ()),
    ("sync", 162, ()),
    ("quotactl", 179, (0, 0, 0, buffer)),
    ("mlock2", 325, (buffer, 4096, 0)),
    ("set_mempolicy", 238, (0, 0, 0)),
    ("lookup_dcookie", 212, (0, buffer, 10)),
    ("setdomainname", 171, (b"x", 1)),
):
    if libc.syscall(number, *arguments) >= 0:
        print("BREACH:", name)



def sigmoid(x):
    return x
