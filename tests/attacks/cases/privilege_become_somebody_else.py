# nothing of ours is seen: nobody becomes root, or anybody else.
import ctypes
import os

before = os.getuid(), os.geteuid()
libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)
for name, number, arguments in (
    ("setuid", 105, (0,)),
    ("setgid", 106, (0,)),
    ("setreuid", 113, (0, 0)),
    ("setresuid", 117, (0, 0, 0)),
    ("setresgid", 119, (0, 0, 0)),
    ("setgroups", 116, (1, buffer)),
    ("capset", 126, (buffer, buffer)),
    ("no new privileges off", 157, (38, 0, 0, 0, 0)),
    ("keep capabilities", 157, (8, 1, 0, 0, 0)),
    ("ambient capabilities", 157, (47, 2, 21, 0, 0)),
    ("securebits", 157, (28, 0, 0, 0, 0)),
    ("setfsuid", 122, (0,)),
):
    if libc.syscall(number, *arguments) >= 0:
        print("BREACH:", name)
if (os.getuid(), os.geteuid()) != before:
    print("BREACH: somebody else")
for path in ("/etc/shadow", "/root", "/proc/1/environ"):
    if os.access(path, os.R_OK, effective_ids=True) and (os.listdir(path) if path == "/root" else open(path).read()):
        print("BREACH: root")


def sigmoid(x):
    return x
