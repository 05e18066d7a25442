"""Confines a process on Linux, by system calls alone. The trusted side decides what to allow.

The zygote calls `enclose` once, when its imports are loaded and before its first fork, and `fork` for
each worker; the worker calls `lock_in` before it runs a line of the student's. A step that fails raises
an OSError that names it: nothing goes on with less than was asked for.
"""

import ctypes
import errno
import os
import select
import signal
import socket
import struct
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

try:
    import resource
except ImportError:  # Windows, where nothing is confined
    resource = None  # type: ignore[assignment]


class Landlock(msgspec.Struct, frozen=True):
    """Rights as Landlock's bits: those taken away everywhere, then those given back on paths."""

    files: int
    network: int
    scopes: int
    read_file: int
    read_folder: int
    device: int
    scratch: int


class WorkerLimits(msgspec.Struct, frozen=True):
    """Limits of a worker's memory, files and processor time."""

    memory_bytes: int = 1 << 30  # on top of what the zygote holds
    file_bytes: int = 64 << 20
    scratch_bytes: int = 64 << 20
    scratch_inodes: int = 1000
    open_files: int = 64
    cpu_seconds: int = 120


class Confinement(msgspec.Struct, frozen=True, kw_only=True):
    """The confinement of a worker. Made by the trusted side, sent to the zygote."""

    parent: int = 0  # the grader's pid as the zygote sees it; 0: not checked
    namespaces: bool = False
    may_mount: bool = False  # bubblewrap started the zygote in a user namespace in which it may
    landlock: Landlock | None = None
    seccomp: bytes = b""  # struct sock_filter[]
    own_pid_at: tuple[int, ...] = ()  # where in `seccomp` the worker writes its own pid
    uid: int | None = None  # the worker's user, and group, if the grader has root's privileges
    read_past_modes: bool = False  # if `uid` cannot reach a readable path, keep CAP_DAC_READ_SEARCH
    readable: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    data: str = ""  # a readable folder; see `_stand_in`
    scratch: str  # with namespaces the place of each worker's tmpfs, else the folder of all workers' folders
    limits: WorkerLimits


@dataclass(frozen=True, slots=True)
class _Enclosed:
    """Parts that the zygote prepared, so that a fork has little to do. A worker closes the descriptors."""

    pid: int
    alive: int  # pidfd of the zygote; -1 without namespaces
    taken: bytes  # struct landlock_ruleset_attr
    rules: tuple[bytes, ...]  # struct landlock_path_beneath_attr
    rule_files: tuple[int, ...]
    capabilities: int | None  # those that a worker keeps; None: all that it has
    calls: "ctypes.Array[ctypes.c_char]"  # the filter; each worker writes its pid into its own copy


_enclosed: _Enclosed | None = None

_PIDFD_OPEN, _OPEN_TREE, _MOVE_MOUNT, _MOUNT_SETATTR = 434, 428, 429, 442
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_CLONE, _PIVOT_ROOT, _CAPSET = 56, 155, 126

_PDEATHSIG, _DUMPABLE, _KEEPCAPS, _SECCOMP, _CAPBSET_DROP, _NO_NEW_PRIVS = 1, 4, 8, 22, 24, 38
_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET = (1 << bit for bit in (17, 26, 27, 28, 29, 30))
_NOSUID, _NODEV, _NOEXEC, _REC, _DETACH, _PRIVATE = 2, 4, 8, 1 << 14, 2, 1 << 18
_ATTR_RDONLY, _ATTR_NOSUID, _ATTR_NODEV, _ATTR_NOEXEC = 1, 2, 4, 8
_HERE, _EMPTY_PATH, _RECURSIVE, _CLONE_TREE, _FROM_DESCRIPTOR = -100, 0x1000, 0x8000, 1, 4
_READ_SEARCH, _SYS_ADMIN = 1 << 2, 1 << 21
_HOST_NAME = "worker"

if sys.platform == "linux":
    if os.uname().machine == "aarch64":  # not platform.machine(): that would remember this host's name
        _CLONE, _PIVOT_ROOT, _CAPSET = 220, 41, 91
    _libc = ctypes.CDLL(None, use_errno=True)
    _libc.syscall.restype = ctypes.c_long
    _libc.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    _libc.mount.argtypes = [ctypes.c_char_p] * 3 + [ctypes.c_ulong, ctypes.c_char_p]
    # Called with the interpreter's lock held, so that the child of a bare clone holds it too.
    _locked_libc = ctypes.PyDLL(None, use_errno=True)
    _locked_libc.syscall.restype = ctypes.c_long


def enclose(confinement: Confinement) -> None:
    """Confine the zygote as far as it can still fork workers."""
    global _enclosed
    if sys.platform != "linux":
        return
    _one_thread()
    size = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    proc = os.open("/proc/self", os.O_PATH | os.O_DIRECTORY)
    _prctl("no new privileges", _NO_NEW_PRIVS, 1)
    if confinement.namespaces:
        _build_root(confinement, proc)
    kept = 0
    if confinement.uid is not None:
        kept = _become(confinement, confinement.uid)
    alive = -1
    if confinement.namespaces:
        _own_user_namespace(proc)
        _drop_bounding_set()
        _set_capabilities(_SYS_ADMIN)
        alive = _call("pidfd of the zygote", _PIDFD_OPEN, os.getpid(), 0)
        _environment(confinement.scratch)
    os.close(proc)
    taken, rules = _landlock(confinement)
    # Last, because a change of identity undoes both, and because a process that is not dumpable cannot
    # write the map of its own user namespace.
    _prctl("not dumpable", _DUMPABLE, 0)
    _prctl("die with the parent", _PDEATHSIG, signal.SIGKILL)
    if confinement.parent and os.getppid() != confinement.parent:
        raise OSError(errno.ESRCH, "die with the parent: the grader is gone")
    _limit(confinement.limits, size)
    is_confined = confinement.namespaces or confinement.landlock or confinement.seccomp
    capabilities = kept if is_confined else None
    calls = ctypes.create_string_buffer(confinement.seccomp, len(confinement.seccomp))
    _enclosed = _Enclosed(os.getpid(), alive, taken, tuple(rules.values()), tuple(rules), capabilities, calls)


def fork(confinement: Confinement) -> int:
    """Fork as os.fork does; with namespaces the child is the first process of a pid namespace of its own.

    `unshare` and `os.fork` would do that once only: the way back, setns to the zygote's own pid
    namespace, is closed to a zygote whose rights end at its user namespace. So this is clone itself,
    between the hooks that os.fork has around its fork.
    """
    if not confinement.namespaces:
        return os.fork()
    ctypes.pythonapi.PyOS_BeforeFork()
    pid: int = _locked_libc.syscall(_CLONE, _NEWPID | signal.SIGCHLD, 0, 0, 0, 0)
    if pid == 0:
        ctypes.pythonapi.PyOS_AfterFork_Child()
        return 0
    number = ctypes.get_errno()
    ctypes.pythonapi.PyOS_AfterFork_Parent()
    if pid < 0:
        raise OSError(number, f"clone into a pid namespace: {os.strerror(number)}")
    return pid


def lock_in(confinement: Confinement, name: str = "") -> str:
    """Confine a fork for good, change to its scratch folder, and return that folder's path.

    Without namespaces the folder is made below `confinement.scratch`: as `name`, or under a name of its
    own. The trusted side removes it.
    """
    if sys.platform != "linux":
        _limit(confinement.limits, None)
        _limit_worker(confinement.limits)
        return _scratch_folder(confinement, name)
    if _enclosed is None:
        raise OSError(errno.EINVAL, "lock in: the zygote is not enclosed")
    _prctl("die with the parent", _PDEATHSIG, signal.SIGKILL)
    _zygote_lives(_enclosed)
    _open_own_streams()
    os.setsid()
    scratch = _scratch_tmpfs(confinement) if confinement.namespaces else _scratch_folder(confinement, name)
    if _enclosed.capabilities is not None:
        _set_capabilities(_enclosed.capabilities)
    if confinement.landlock is not None:
        _restrict_files(confinement.landlock, _enclosed, scratch)
    for file in _enclosed.rule_files:
        os.close(file)
    if _enclosed.alive >= 0:
        os.close(_enclosed.alive)
    _limit_worker(confinement.limits)
    if confinement.seccomp:
        _filter_calls(_enclosed.calls, confinement.own_pid_at)
    return scratch


def _open_own_streams() -> None:
    """Open /dev/null as standard input, output and error.

    The zygote's own would be shared: flags and locks that a worker puts on them outlast it.
    """
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)


def _build_root(confinement: Confinement, proc: int) -> None:
    """Make a root of our own that holds the readable paths, read-only, and nothing else."""
    if confinement.uid is None and not confinement.may_mount:
        _own_user_namespace(proc)
    _unshare("mount namespace", _NEWNS | _NEWUTS)
    _set_host_name()
    if "platform" in sys.modules:
        vars(sys.modules["platform"])["_uname_cache"] = None  # NumPy has asked already
    _mount("private mounts", "none", "/", None, _REC | _PRIVATE, None)
    links: dict[str, str] = {}
    for path in confinement.readable:
        if os.path.exists(path):
            _add_links(path, links)
    read_only = _ATTR_RDONLY | _ATTR_NOSUID
    trees = {path: _tree(path, read_only | _ATTR_NODEV) for path in _outermost(confinement.readable)}
    trees |= {path: _tree(path, read_only | _ATTR_NOEXEC) for path in confinement.devices}
    root = "/proc"  # which the new root covers: the one folder that exists everywhere
    _mount("new root", "root", root, "tmpfs", _NOSUID | _NODEV, "mode=0755,size=1m")
    umask = os.umask(0o022)
    os.makedirs(root + confinement.scratch, exist_ok=True)
    for path, tree in trees.items():
        _place(tree, path, root + path)
    for link, target in links.items():
        if not os.path.lexists(root + link):
            os.makedirs(os.path.dirname(root + link), exist_ok=True)
            os.symlink(target, root + link)
    os.umask(umask)
    os.chdir(root)
    _call("pivot_root", _PIVOT_ROOT, b".", b".")
    _must("leave the old root", _libc.umount2(b".", _DETACH))
    os.chdir("/")
    _set_mount("read-only root", _HERE, b"/", 0, read_only | _ATTR_NODEV | _ATTR_NOEXEC)


def _set_host_name() -> None:
    """Give the machine the same name everywhere, so that a report does not show where it was made.

    A container's filter may refuse that, and allow all the rest; then the container must have the name.
    """
    if socket.gethostname() == _HOST_NAME:
        return
    try:
        socket.sethostname(_HOST_NAME)
    except OSError as error:
        hint = f"in a container, start it with --hostname {_HOST_NAME}"
        raise OSError(error.errno, f"host name: {error.strerror}; {hint}") from error


def _add_links(path: str, links: dict[str, str]) -> None:
    """Note the symbolic links that lead to `path`."""
    here, ahead = "", path.split("/")
    while ahead:
        part = ahead.pop(0)
        if part == "..":
            here = os.path.dirname(here)
        elif part not in ("", "."):
            here = f"{here}/{part}"
        if os.path.islink(here):
            links[here] = os.readlink(here)
            ahead = links[here].split("/") + ahead
            here = "" if links[here].startswith("/") else os.path.dirname(here)


def _tree(path: str, attributes: int) -> int:
    """Return a copy of the mounts at `path`, as a descriptor, attached nowhere yet."""
    tree = _call(f"copy {path}", _OPEN_TREE, _HERE, os.fsencode(path), _CLONE_TREE | _RECURSIVE)
    _set_mount(f"read-only {path}", tree, b"", _EMPTY_PATH | _RECURSIVE, attributes)
    return tree


def _place(tree: int, path: str, place: str) -> None:
    """Attach the mount `tree`, a copy of `path`, at `place`."""
    os.makedirs(os.path.dirname(place), exist_ok=True)
    if os.path.isdir(tree):
        os.makedirs(place, exist_ok=True)
    else:
        os.close(os.open(place, os.O_CREAT | os.O_WRONLY, 0o644))
    _call(f"mount {path}", _MOVE_MOUNT, tree, b"", _HERE, os.fsencode(place), _FROM_DESCRIPTOR)
    os.close(tree)


def _become(confinement: Confinement, uid: int) -> int:
    """Become an ordinary user with a group of the same number; return the capabilities that are kept."""
    readable = [path for path in confinement.readable if os.path.exists(path)]
    for folder, folders, files in os.walk(confinement.data):
        readable += [os.path.join(folder, name) for name in (*folders, *files)]
    if not confinement.namespaces:
        os.chown(confinement.scratch, uid, uid)
        readable.append(confinement.scratch)
    _drop_bounding_set()
    _prctl("keep capabilities", _KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    unreachable = [path for path in readable if not _can_read(path)]
    if unreachable and not confinement.read_past_modes:
        raise OSError(errno.EACCES, f"readable: uid {uid} may not read {unreachable[0]}")
    kept = _READ_SEARCH if unreachable else 0
    _set_capabilities(kept)
    _prctl("keep capabilities", _KEEPCAPS, 0)
    _prctl("dumpable again", _DUMPABLE, 1)
    return kept


def _can_read(path: str) -> bool:
    return os.access(path, os.R_OK) and (not os.path.isdir(path) or os.access(path, os.X_OK))


def _own_user_namespace(proc: int) -> None:
    uid, gid = os.geteuid(), os.getegid()
    _unshare("user namespace", _NEWUSER)
    for file, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        try:
            opened = os.open(file, os.O_WRONLY, dir_fd=proc)
            os.write(opened, text.encode())
            os.close(opened)
        except OSError as error:
            raise OSError(error.errno, f"user namespace, {file}: {error.strerror}") from error


def _scratch_tmpfs(confinement: Confinement) -> str:
    _unshare("own namespaces", _NEWNS | _NEWUTS | _NEWIPC | _NEWNET)
    limits = confinement.limits
    size = f"size={limits.scratch_bytes},nr_inodes={limits.scratch_inodes},mode=0700"
    _mount("scratch", "scratch", confinement.scratch, "tmpfs", _NOSUID | _NODEV | _NOEXEC, size)
    _stand_in(confinement.scratch, confinement.data)
    return confinement.scratch


def _scratch_folder(confinement: Confinement, name: str) -> str:
    scratch = os.path.join(confinement.scratch, name or os.urandom(8).hex())
    os.mkdir(scratch, 0o700)
    _stand_in(scratch, confinement.data)
    _environment(scratch)
    return scratch


def _stand_in(scratch: str, data: str) -> None:
    """Change to `scratch`, and link support files as a notebook finds them: `data`, or what another holds."""
    os.chdir(scratch)
    if os.path.basename(data) == "data":
        os.symlink(data, "data")
    elif data:
        for name in os.listdir(data):
            os.symlink(os.path.join(data, name), name)


def _environment(scratch: str) -> None:
    os.environ.update(HOME=scratch, TMPDIR=scratch, MPLCONFIGDIR=scratch)
    tempfile.tempdir = None  # forget where it was


def _landlock(confinement: Confinement) -> tuple[bytes, dict[int, bytes]]:
    """Return the rights that are taken away, and for each readable path's descriptor those given back."""
    if (landlock := confinement.landlock) is None:
        return b"", {}
    rules: dict[int, bytes] = {}
    for path in _outermost(confinement.readable):
        file = os.open(path, os.O_PATH)
        rights = landlock.read_folder if os.path.isdir(path) else landlock.read_file
        rules[file] = struct.pack("=Qi", rights, file)
    for path in confinement.devices:
        file = os.open(path, os.O_PATH)
        rules[file] = struct.pack("=Qi", landlock.device, file)
    return struct.pack("=QQQ", landlock.files, landlock.network, landlock.scopes), rules


def _outermost(paths: tuple[str, ...]) -> list[str]:
    """Return the real paths of those that exist, without any that lies below another one."""
    real = {os.path.realpath(path) for path in paths if os.path.exists(path)}
    return [path for path in sorted(real) if not any(path.startswith(f"{other}/") for other in real)]


def _restrict_files(landlock: Landlock, enclosed: _Enclosed, scratch: str) -> None:
    ruleset = _call("Landlock", _LANDLOCK_CREATE, enclosed.taken, len(enclosed.taken), 0)
    own = os.open(scratch, os.O_PATH)
    for rule in (*enclosed.rules, struct.pack("=Qi", landlock.scratch, own)):
        _call("Landlock rule", _LANDLOCK_ADD, ruleset, 1, rule, 0)
    _call("Landlock restriction", _LANDLOCK_RESTRICT, ruleset, 0)
    os.close(own)
    os.close(ruleset)


def _limit(limits: WorkerLimits, size: int | None) -> None:
    """Set the limits that a zygote can bear too; `size` is the memory that it holds, None if unknown."""
    _set_limit("RLIMIT_AS", None if size is None else size + limits.memory_bytes)
    _set_limit("RLIMIT_FSIZE", limits.file_bytes)
    for name in ("RLIMIT_CORE", "RLIMIT_MEMLOCK", "RLIMIT_MSGQUEUE"):
        _set_limit(name, 0)


def _limit_worker(limits: WorkerLimits) -> None:
    _set_limit("RLIMIT_NOFILE", limits.open_files)
    _set_limit("RLIMIT_NPROC", 0)
    _set_limit("RLIMIT_CPU", limits.cpu_seconds)


def _set_limit(name: str, wanted: int | None) -> None:
    kind = getattr(resource, name, None)  # no system has them all, and Windows none
    if kind is None or wanted is None:
        return
    hard = resource.getrlimit(kind)[1]
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    try:
        resource.setrlimit(kind, (limit, limit))
    except (OSError, ValueError) as error:
        raise OSError(errno.EPERM, f"{name}: {error}") from error


def _filter_calls(calls: "ctypes.Array[ctypes.c_char]", own_pid_at: tuple[int, ...]) -> None:
    for offset in own_pid_at:
        struct.pack_into("=I", calls, offset, os.getpid())
    program = ctypes.create_string_buffer(struct.pack("@HP", len(calls) // 8, ctypes.addressof(calls)))
    _prctl("seccomp", _SECCOMP, 2, ctypes.addressof(program))


def _one_thread() -> None:
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise OSError(errno.EBUSY, f"one thread: there are {threads}, and only one outlives a fork")


def _zygote_lives(enclosed: _Enclosed) -> None:
    if enclosed.alive >= 0:
        gone = bool(select.select([enclosed.alive], [], [], 0)[0])
    else:
        gone = os.getppid() != enclosed.pid
    if gone:
        raise OSError(errno.ESRCH, "die with the parent: the zygote is gone")


def _drop_bounding_set() -> None:
    for capability in range(64):
        if _libc.prctl(_CAPBSET_DROP, capability, 0, 0, 0) < 0:
            if ctypes.get_errno() == errno.EINVAL:  # past the last one
                return
            _must("capability bounding set", -1)


def _set_capabilities(kept: int) -> None:
    """Leave `kept` permitted and effective, none inheritable, and so none ambient."""
    sets = struct.pack("=6I", kept, kept, 0, 0, 0, 0)
    _call("capabilities", _CAPSET, struct.pack("=Ii", 0x20080522, 0), sets)


def _unshare(step: str, flags: int) -> None:
    _must(step, _libc.unshare(flags))


def _prctl(step: str, option: int, value: int, more: int = 0) -> None:
    _must(step, _libc.prctl(option, value, more, 0, 0))


def _mount(step: str, source: str, target: str, kind: str | None, flags: int, options: str | None) -> None:
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind, options)]
    _must(step, _libc.mount(*texts[:3], flags, texts[3]))


def _set_mount(step: str, folder: int, path: bytes, flags: int, attributes: int) -> None:
    attr = struct.pack("=QQQQ", attributes, 0, 0, 0)
    _call(step, _MOUNT_SETATTR, folder, path, flags, attr, len(attr))


def _call(step: str, number: int, *arguments: int | bytes) -> int:
    whole = (ctypes.c_long(a) if isinstance(a, int) else ctypes.c_char_p(a) for a in arguments)
    return _must(step, _libc.syscall(ctypes.c_long(number), *whole))


def _must(step: str, result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{step}: {os.strerror(number)}")
    return result
