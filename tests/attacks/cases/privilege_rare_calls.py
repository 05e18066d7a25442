# nobody else is harmed: the calls by which kernels have been broken.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)
for name, number, arguments in (
    ("io_uring_setup", 425, (8, buffer)),
    ("io_uring_register", 427, (3, 0, buffer, 0)),
    ("io_setup", 206, (1, buffer)),
    ("bpf", 321, (5, buffer, 120)),
    ("userfaultfd", 323, (0,)),
    ("userfaultfd for user mode", 323, (1,)),
    ("keyctl", 250, (0, -3, 1)),
    ("add_key", 248, (b"user", b"x", b"x", 1, -2)),
    ("request_key", 249, (b"user", b"x", 0, -2)),
    ("perf_event_open", 298, (buffer, 0, -1, -1, 0)),
    ("memfd_secret", 447, (0,)),
    ("landlock_create_ruleset", 444, (0, 0, 1)),
    ("landlock_restrict_self", 446, (3, 0)),
    ("modify_ldt", 154, (0, buffer, 64)),
    ("personality", 135, (0x0400000,)),
    ("vmsplice", 278, (3, buffer, 1, 0)),
    ("splice", 275, (3, 0, 3, 0, 1, 0)),
    ("tee", 276, (3, 3, 1, 0)),
    ("remap_file_pages", 216, (buffer, 4096, 0, 0, 0)),
    ("eventfd2", 290, (0, 0)),
    ("timerfd_create", 283, (1, 0)),
    ("signalfd4", 289, (-1, buffer, 8, 0)),
    ("epoll_create1", 291, (0,)),
    ("membarrier", 324, (0, 0)),
    ("pkey_alloc", 330, (0, 0)),
    ("arch_prctl", 158, (0x1001, 0)),
    ("map_shadow_stack", 453, (0, 4096, 0)),
    ("timer_create", 222, (0, buffer, buffer)),
    ("cachestat", 451, (3, buffer, buffer, 0)),
    ("futex_wait", 455, (buffer, 0, 0, 0, 0, 0)),
):
    if libc.syscall(number, *arguments) >= 0:
        print("BREACH:", name)



def sigmoid(x):
    return x
