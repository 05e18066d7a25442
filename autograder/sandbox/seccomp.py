"""System calls that student code may make: an allow-list, assembled into a classic BPF program."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

# Each entry of a table is `name x86_64 aarch64`, `-` where the machine has no such call. A call that is in no
# table answers ENOSYS, so that a library falls back on something older; so do all x32 calls (bit 30 set).

DESCRIPTORS = """
    read 0 63, write 1 64, readv 19 65, writev 20 66, pread64 17 67, pwrite64 18 68, preadv 295 69,
    pwritev 296 70, lseek 8 62, close 3 57, close_range 436 436, dup 32 23, dup2 33 -, dup3 292 24,
    fstat 5 80, fsync 74 82, fdatasync 75 83, ftruncate 77 46, sendfile 40 71,
    copy_file_range 326 285, getdents64 217 61, fchdir 81 50, fgetxattr 193 10, flistxattr 196 13, poll 7 -,
    ppoll 271 73, select 23 -, pselect6 270 72, sendto 44 206, recvfrom 45 207, sendmsg 46 211,
    recvmsg 47 212, shutdown 48 210, getsockname 51 204, getpeername 52 205
"""

ITSELF = """
    mmap 9 222, munmap 11 215, mremap 25 216, mprotect 10 226, msync 26 227, brk 12 214,
    rseq 334 293, set_robust_list 273 99, set_tid_address 218 96,
    rt_sigaction 13 134, rt_sigprocmask 14 135, rt_sigreturn 15 139, rt_sigpending 127 136,
    rt_sigtimedwait 128 137, rt_sigsuspend 130 133, sigaltstack 131 132, restart_syscall 219 128,
    pause 34 -, alarm 37 -, getitimer 36 102, setitimer 38 103, nanosleep 35 101, clock_nanosleep 230 115,
    clock_gettime 228 113, clock_getres 229 114, gettimeofday 96 169, time 201 -, times 100 153,
    uname 63 160, getcpu 309 168, getrandom 318 278, sched_yield 24 124,
    sched_getaffinity 204 123, getrlimit 97 163, setrlimit 160 164, umask 95 166, getcwd 79 17, getpid 39 172,
    getppid 110 173, gettid 186 178, getuid 102 174, geteuid 107 175, getgid 104 176, getegid 108 177,
    getresuid 118 148, getresgid 120 150, getgroups 115 158, getpgrp 111 -, getpgid 121 155, getsid 124 156,
    wait4 61 260, waitid 247 95, exit 60 93, exit_group 231 94
"""

PATHS = """
    stat 4 -, lstat 6 -, newfstatat 262 79, statx 332 291, access 21 -, faccessat 269 48,
    faccessat2 439 439, readlink 89 -, readlinkat 267 78, chdir 80 49, mkdir 83 -,
    mkdirat 258 34, rmdir 84 -, unlink 87 -, unlinkat 263 35, rename 82 -, renameat 264 38,
    renameat2 316 276
"""

# Answered as on a file system without them: Landlock does not see them, and `fallocate` takes room past
# the limit of a file. The C library then writes zeros instead, which the limit bounds.
ABSENT = """
    fallocate 285 47, getxattr 191 8, lgetxattr 192 9, listxattr 194 11, llistxattr 195 12
"""

# They change or tell something that all workers share: which pages of a file are in memory, who has locked
# it, how full its disk is. They answer 0 and do nothing; the C library asks `fstatfs` for the size of a
# block, and takes any.
SHARED = """
    fadvise64 221 223, flock 73 32, fstatfs 138 44
"""

# Landlock does not see these, and where the teacher's own files are in view they would reach them.
# They answer 0 and do nothing, because shutil.copy ends in a chmod.
QUIET = """
    chmod 90 -, fchmod 91 52, fchmodat 268 53, fchmodat2 452 452, utime 132 -, utimes 235 -,
    futimesat 261 -, utimensat 280 88
"""

# Allowed or refused by their arguments: see `_checked`.
CHECKED = """
    open 2 -, openat 257 56, fcntl 72 25, ioctl 16 29, prctl 157 167, prlimit64 302 261, getsockopt 55 209,
    kill 62 129, tkill 200 130, tgkill 234 131, preadv2 327 286, pwritev2 328 287, madvise 28 233,
    futex 202 98
"""

REFUSED = """
    fork 57 -, vfork 58 -, clone 56 220, execve 59 221, execveat 322 281, ptrace 101 117,
    process_vm_readv 310 270, process_vm_writev 311 271, process_madvise 440 440, process_mrelease 448 448,
    kcmp 312 272, pidfd_open 434 434, pidfd_getfd 438 438, pidfd_send_signal 424 424,
    rt_sigqueueinfo 129 138, rt_tgsigqueueinfo 297 240, get_robust_list 274 100, move_pages 279 239,
    migrate_pages 256 238, socket 41 198, socketpair 53 199, bind 49 200, listen 50 201, accept 43 202,
    accept4 288 242, connect 42 203, setsockopt 54 208, sendmmsg 307 269, recvmmsg 299 243, pipe 22 -,
    pipe2 293 59, memfd_create 319 279, memfd_secret 447 447, io_setup 206 0, io_submit 209 2,
    io_uring_setup 425 425, io_uring_enter 426 426, io_uring_register 427 427, bpf 321 280,
    userfaultfd 323 282, perf_event_open 298 241, keyctl 250 219, add_key 248 217, request_key 249 218,
    seccomp 317 277, landlock_create_ruleset 444 444, landlock_add_rule 445 445,
    landlock_restrict_self 446 446, unshare 272 97, setns 308 268, mount 165 40, umount2 166 39,
    pivot_root 155 41, chroot 161 51, open_tree 428 428, move_mount 429 429, fsopen 430 430,
    fsconfig 431 431, fsmount 432 432, fspick 433 433, mount_setattr 442 442, statmount 457 457,
    listmount 458 458, quotactl 179 60, quotactl_fd 443 443, open_by_handle_at 304 265,
    name_to_handle_at 303 264, shmget 29 194, shmat 30 196, shmctl 31 195, shmdt 67 197, msgget 68 186,
    msgsnd 69 189, msgrcv 70 188, msgctl 71 187, semget 64 190, semop 65 193, semtimedop 220 192,
    semctl 66 191, mq_open 240 180, mq_unlink 241 181, sched_setaffinity 203 122,
    sched_setscheduler 144 119, sched_setparam 142 118, sched_setattr 314 274, setpriority 141 140,
    ioprio_set 251 30, setuid 105 146, setgid 106 144, setreuid 113 145, setregid 114 143,
    setresuid 117 147, setresgid 119 149, setfsuid 122 151, setfsgid 123 152, setgroups 116 159,
    setpgid 109 154, setsid 112 157, capset 126 91, personality 135 92, chown 92 -, lchown 94 -,
    fchown 93 55, fchownat 260 54, link 86 -, linkat 265 37, symlink 88 -, symlinkat 266 36, mknod 133 -,
    mknodat 259 33, truncate 76 45, setxattr 188 5, lsetxattr 189 6, fsetxattr 190 7, removexattr 197 14,
    lremovexattr 198 15, fremovexattr 199 16, inotify_init 253 -, inotify_init1 294 26,
    inotify_add_watch 254 27, fanotify_init 300 262, fanotify_mark 301 263, sync 162 81, syncfs 306 267,
    syslog 103 116, acct 163 89, swapon 167 224, swapoff 168 225, reboot 169 142, kexec_load 246 104,
    kexec_file_load 320 294, init_module 175 105, finit_module 313 273, delete_module 176 106, iopl 172 -,
    ioperm 173 -, modify_ldt 154 -, vhangup 153 58, sethostname 170 161, setdomainname 171 162,
    settimeofday 164 170, clock_settime 227 112, clock_adjtime 305 266, adjtimex 159 171, mlock 149 228,
    mlock2 325 284, mlockall 151 230, sysinfo 99 179, getrusage 98 165, statfs 137 43
"""

ALLOW, KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
REFUSE, UNKNOWN, NOTHING, NOT_A_TERMINAL = _ERRNO | 1, _ERRNO | 38, _ERRNO, _ERRNO | 25
UNSUPPORTED = _ERRNO | 95

MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}  # audit architecture, column of the tables

OWN_PID = 0x7FFFFFFF  # stands for the worker's own pid until `confine` writes that in; no pid is so large

_LOAD, _AND, _RETURN, _JUMP, _IF_EQUAL, _IF_AT_LEAST = 0x20, 0x54, 0x06, 0x05, 0x15, 0x35
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data


class Program(NamedTuple):
    """A BPF filter, and the byte offsets in it at which the process it confines writes its own pid."""

    code: bytes
    own_pid_at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Switch:
    """A decision by the low 32 bits of an argument: the kernel reads no more of an int, nor may we."""

    argument: int
    cases: Mapping[int, "_Verdict"]
    otherwise: "_Verdict"
    mask: int = 0xFFFFFFFF


_Verdict = int | _Switch  # what a filter returns, or how to find out
_Instruction = tuple[int, int, int, int]  # struct sock_filter


def numbers(machine: str) -> dict[str, int]:
    """Map every call that a table names and the machine has to its number."""
    column = _machine(machine)[1]
    return {name: number for table in _TABLES for name, number in _column(table, column)}


def program(machine: str, *, files: bool = True) -> Program:
    """Return the filter for one machine; without `files` it lets no path be opened or looked at."""
    architecture, column = _machine(machine)
    verdicts: dict[int, _Verdict] = {}
    for table, verdict in _TABLES.items():
        verdicts |= dict.fromkeys(dict(_column(table, column)).values(), verdict)
    known = dict(_column(CHECKED, column))
    verdicts |= {known[name]: verdict for name, verdict in _checked().items() if name in known}
    if not files:
        paths = dict(_column(PATHS, column)) | {n: known[n] for n in ("open", "openat") if n in known}
        verdicts |= dict.fromkeys(paths.values(), REFUSE)
    start: list[_Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    instructions = start + _search(_ranges(verdicts))
    code = b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)
    return Program(code, tuple(8 * n + 4 for n, (*_, value) in enumerate(instructions) if value == OWN_PID))


def _checked() -> dict[str, _Verdict]:
    # O_TRUNC needs a descriptor that may write: before Landlock's third version O_RDONLY|O_TRUNC, which
    # empties a file, passed for reading.
    truncating = {0x200: REFUSE, 0x203: REFUSE}
    descriptors = dict.fromkeys((*range(6), 36, 1030), ALLOW)  # not F_SETOWN, F_SETSIG
    locks = dict.fromkeys((6, 7, 37, 38), NOTHING)  # as in SHARED
    # MADV_{NORMAL,RANDOM,SEQUENTIAL,DONTNEED,FREE,HUGEPAGE,NOHUGEPAGE}; others load or unload a file's pages
    own_memory = dict.fromkeys((0, 1, 2, 4, 8, 14, 15), ALLOW)
    names_and_questions = dict.fromkeys((3, 15, 16, 21, 23, 39), ALLOW)  # PR_{GET_DUMPABLE,SET_NAME…}
    # TCGETS TIOCGWINSZ FIONREAD FIONBIO FIONCLEX FIOCLEX
    harmless = dict.fromkeys((0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451), ALLOW)
    kind_and_error = dict.fromkeys((3, 4, 38, 39), ALLOW)  # not SO_PEERCRED, SO_PEERPIDFD

    def only_itself(signal: int) -> _Verdict:
        # The first process of a pid namespace cannot be killed from within; a filter still can.
        return _Switch(0, {OWN_PID: _Switch(signal, {9: KILL}, ALLOW)}, REFUSE)

    return {
        "open": _Switch(1, truncating, ALLOW, mask=0x203),
        "openat": _Switch(2, truncating, ALLOW, mask=0x203),
        "fcntl": _Switch(1, descriptors | locks, REFUSE),
        "ioctl": _Switch(1, harmless, NOT_A_TERMINAL),
        "prctl": _Switch(0, names_and_questions, REFUSE),
        "prlimit64": _Switch(0, {0: ALLOW, OWN_PID: ALLOW}, REFUSE),
        "getsockopt": _Switch(1, {1: _Switch(2, kind_and_error, REFUSE)}, REFUSE),
        "kill": only_itself(1),
        "tkill": only_itself(1),
        "tgkill": only_itself(2),
        "preadv2": _Switch(5, {0: ALLOW}, UNSUPPORTED),  # RWF_NOWAIT tells whether a page is in memory
        "pwritev2": _Switch(5, {0: ALLOW}, UNSUPPORTED),
        "madvise": _Switch(2, own_memory, NOTHING),
        "futex": _Switch(
            1, {0x80: ALLOW}, UNKNOWN, mask=0x80
        ),  # private: one on a file wakes other processes
    }


def _machine(machine: str) -> tuple[int, int]:
    if machine not in MACHINES:
        raise ValueError(f"no table of system calls for {machine}, only for {', '.join(MACHINES)}")
    return MACHINES[machine]


_TABLES: dict[str, int] = {
    DESCRIPTORS: ALLOW,
    ITSELF: ALLOW,
    PATHS: ALLOW,
    SHARED: NOTHING,
    QUIET: NOTHING,
    ABSENT: UNSUPPORTED,
    CHECKED: REFUSE,
    REFUSED: REFUSE,
}


def _column(table: str, column: int) -> list[tuple[str, int]]:
    rows = (entry.split() for entry in table.split(","))
    return [(name, int(columns[column])) for name, *columns in rows if columns[column] != "-"]


def _ranges(verdicts: dict[int, _Verdict]) -> list[tuple[int, _Verdict]]:
    """Return each call number, from 0 up, at which the verdict changes, with the new verdict."""
    steps: list[tuple[int, _Verdict]] = []
    for number in range(max(verdicts) + 2):
        verdict = verdicts.get(number, UNKNOWN)
        if not steps or steps[-1][1] != verdict:
            steps.append((number, verdict))
    return steps


def _search(ranges: list[tuple[int, _Verdict]]) -> list[_Instruction]:
    """Assemble a binary search for the call number in the accumulator."""
    if len(ranges) == 1:
        return _decide(ranges[0][1])
    middle = len(ranges) // 2
    below, rest = _search(ranges[:middle]), _search(ranges[middle:])
    if len(below) <= 255:  # as far as a conditional jump reaches
        return [(_IF_AT_LEAST, len(below), 0, ranges[middle][0]), *below, *rest]
    return [(_IF_AT_LEAST, 0, 1, ranges[middle][0]), (_JUMP, 0, 0, len(below)), *below, *rest]


def _decide(verdict: _Verdict) -> list[_Instruction]:
    if isinstance(verdict, int):
        return [(_RETURN, 0, 0, verdict)]
    instructions: list[_Instruction] = [(_LOAD, 0, 0, _ARGUMENTS + 8 * verdict.argument)]
    if verdict.mask != 0xFFFFFFFF:
        instructions.append((_AND, 0, 0, verdict.mask))
    for value, then in verdict.cases.items():
        chosen = _decide(then)
        instructions += [(_IF_EQUAL, 0, len(chosen), value), *chosen]
    return instructions + _decide(verdict.otherwise)
