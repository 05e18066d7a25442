# nobody else is harmed: no other process is traced, read, written, stopped or slowed down.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)
for name, number, arguments in (
    ("ptrace attach", 101, (16, @GRADER@, 0, 0)),
    ("ptrace seize", 101, (0x4206, os.getppid(), 0, 0)),
    ("traceme", 101, (0, 0, 0, 0)),
    ("process_vm_readv", 310, (os.getppid(), buffer, 1, buffer, 1, 0)),
    ("process_vm_writev", 311, (@GRADER@, buffer, 1, buffer, 1, 0)),
    ("kill", 62, (@GRADER@, 0)),
    ("kill its parent", 62, (os.getppid(), 9)),
    ("kill everybody", 62, (-1, 9)),
    ("kill its group", 62, (0, 9)),
    ("tgkill", 234, (os.getppid(), os.getppid(), 9)),
    ("rt_sigqueueinfo", 129, (os.getppid(), 9, buffer)),
    ("pidfd_open", 434, (os.getppid(), 0)),
    ("pidfd_send_signal", 424, (3, 9, 0, 0)),
    ("pidfd_getfd", 438, (3, 0, 0)),
    ("kcmp", 312, (os.getpid(), os.getppid(), 0, 0, 0)),
    ("prlimit", 302, (os.getppid() or 2, 7, buffer, 0)),
    ("prlimit of the grader", 302, (@GRADER@, 0, 0, buffer)),
    ("process_madvise", 440, (3, buffer, 1, 4, 0)),
    ("sched_setaffinity", 203, (os.getppid(), 8, buffer)),
    ("setpriority", 141, (2, 65534, 19)),
    ("ioprio_set", 251, (3, 65534, 0)),
    ("get_robust_list", 274, (os.getppid() or 2, buffer, buffer)),
    ("migrate_pages", 256, (os.getppid(), 64, buffer, buffer)),
):
    if libc.syscall(number, *arguments) >= 0:
        print("BREACH:", name)



def sigmoid(x):
    return x
