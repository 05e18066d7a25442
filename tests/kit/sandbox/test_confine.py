"""Real processes at each tier that this machine offers, as root where we are, and as an ordinary user."""

import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import msgspec
import pytest
from waiting import is_gone

from autograder.sandbox import bubblewrap, landlock, seccomp, tiers
from autograder.sandbox.tiers import NamespaceMaker, Tier, WorkerLimits
from autograder.worker import confine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux confines")

USER = 1234
LIMITS = WorkerLimits(
    memory_bytes=256 << 20,
    file_bytes=8 << 20,
    scratch_bytes=4 << 20,
    scratch_inodes=50,
    open_files=64,
    cpu_seconds=20,
)
NUMBERS = seccomp.numbers(platform.machine()) if platform.machine() in seccomp.MACHINES else {}

# Reads lines of JSON, each a piece of code; runs each in a fork that has locked itself in; answers what it said,
# by now or at its end.
HARNESS = """
import json, os, sys
folder, packages = sys.argv[1:3]
sys.path[:0] = [folder]
sys.path.append(packages)
os.environ["OPENBLAS_NUM_THREADS"] = "1"
import confine, msgspec
try:
    import numpy, numpy.random, numpy.linalg
except ImportError:
    numpy = None
wanted = msgspec.msgpack.decode(bytes.fromhex(sys.stdin.readline()), type=confine.Confinement)
if sys.argv[3] == "with a thread":
    import threading, time
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
try:
    confine.enclose(wanted)
except OSError as error:
    print(json.dumps({"error": str(error)}), flush=True)
    os._exit(0)
print(json.dumps({"error": "", "numpy": numpy is not None, "pid": os.getpid()}), flush=True)

def student(code, pipe):
    def say(*what):
        os.write(pipe, " ".join(map(str, what)).encode("utf-8", "replace"))
    scratch = confine.lock_in(wanted)
    names = {"__name__": "__main__", "say": say, "scratch": scratch, "pipe": pipe}
    try:
        exec(compile(code, "<student>", "exec"), names)
    except BaseException as error:
        say(type(error).__name__)

started = {}
for line in sys.stdin:
    asked = json.loads(line)
    if "hear" in asked:
        print(json.dumps({"said": os.read(started[asked["hear"]], 65536).decode()}), flush=True)
        continue
    if "wait" in asked:
        pid = asked["wait"]
        ours = started.pop(pid)
        said = bytearray()
        while part := os.read(ours, 65536):
            said += part
        os.close(ours)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(json.dumps({"said": said.decode(), "status": status}), flush=True)
        continue
    ours, theirs = os.pipe()
    pid = confine.fork(wanted)
    if pid == 0:
        for other in (ours, *started.values()):
            os.close(other)
        try:
            student(asked["code"], theirs)
        except BaseException as error:
            os.write(theirs, f"not locked in: {error!r}".encode())
        finally:
            os._exit(0)
    os.close(theirs)
    started[pid] = ours
    print(json.dumps({"pid": pid}), flush=True)
"""

# Around a piece of code whose fork is to be there until it is told to end.
WAITING = """
import signal, time
told = []
signal.signal(signal.SIGTERM, lambda *_: told.append(1))
{code}
while not told:
    time.sleep(0.01)
"""


class Zygote:
    """The harness above, confined."""

    def __init__(
        self,
        tier: Tier,
        user: int | None = None,
        how: NamespaceMaker = NamespaceMaker.OWN,
        *,
        limits: WorkerLimits = LIMITS,
        mode: str = "",
        **change,
    ) -> None:
        self.tier, self.user = tier, user
        self.home = Path(tempfile.mkdtemp(prefix="confine-", dir="/tmp"))
        self.home.chmod(0o755)
        self.folder, self.course, scratch = self.home / "worker", self.home / "course", self.home / "scratch"
        for folder in (self.folder, self.course, scratch):
            folder.mkdir(mode=0o755)
        shutil.copy(confine.__file__, self.folder)
        (self.course / "solution.py").write_text("the answer\n")
        python, packages, readable = interpreter(user)
        for path in (*self.home.rglob("*"), self.home) if user is not None else ():
            os.chown(path, user, user)
        plan = tiers.confinement(
            tier,
            scratch=str(scratch),
            readable=(*readable, str(self.folder)),
            limits=limits,
            how=how,
        )
        if user is not None:
            plan = msgspec.structs.replace(plan, uid=None)
        who = {} if user is None else {"user": user, "group": user, "extra_groups": []}
        command = [python, "-I", "-B", "-c", HARNESS, str(self.folder), packages, mode]
        self.process = subprocess.Popen(
            bubblewrap.around(command) if how is NamespaceMaker.BUBBLEWRAP else command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            text=True,
            **who,
        )
        parent = os.getpid() if how is NamespaceMaker.OWN else self.process.pid
        self.plan = msgspec.structs.replace(plan, **{"parent": parent} | change)
        self.tell(msgspec.msgpack.encode(self.plan).hex())
        told = self.hear()
        self.pid = told.get("pid", self.process.pid)
        self.error, self.has_numpy = told["error"], told.get("numpy", False)

    def tell(self, line: str) -> None:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self) -> dict:
        return json.loads(self.process.stdout.readline() or '{"error": "it died"}')

    def start(self, code: str) -> int:
        """Run `code` in a fork; its pid."""
        self.tell(json.dumps({"code": textwrap.dedent(code)}))
        return self.hear()["pid"]

    def waiting(self, code: str) -> tuple[int, str]:
        """Run `code`, which says something, in a fork that then waits for SIGTERM; its pid, and what it said."""
        pid = self.start(WAITING.format(code=textwrap.dedent(code)))
        self.tell(json.dumps({"hear": pid}))
        return pid, self.hear()["said"]

    def wait(self, pid: int) -> tuple[str, int]:
        """What it said, and its exit code: negative for a signal."""
        self.tell(json.dumps({"wait": pid}))
        told = self.hear()
        return told["said"], told["status"]

    def run(self, code: str) -> str:
        """What `code` said. The name of an exception is all that is said of one."""
        said, status = self.wait(self.start(code))
        return said if status == 0 else f"died {status}"

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()
        shutil.rmtree(self.home)

    def __enter__(self) -> "Zygote":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def interpreter(user: int | None) -> tuple[str, str, tuple[str, ...]]:
    """A Python that `user` may run, the folder of its packages, and what it needs to read."""
    packages = str(Path(msgspec.__file__).parents[1])
    if user is None:
        return sys.executable, packages, (*tiers.default_readable(), packages)
    found = shutil.which(f"python3.{sys.version_info.minor}", path="/usr/bin:/usr/local/bin")
    if not found:
        pytest.skip("no interpreter that an ordinary user may run")
    reached = subprocess.run(
        ["/usr/bin/test", "-r", packages + "/msgspec"], user=user, group=user, extra_groups=[]
    )
    if reached.returncode:
        pytest.skip("no packages that an ordinary user may read")
    return (
        found,
        packages,
        ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", packages),
    )


OFFERED = (
    [tier for tier in Tier if not tiers._why_not(tier, sys.executable)] if sys.platform == "linux" else []
)
USERS = [None, USER] if hasattr(os, "geteuid") and os.geteuid() == 0 else [None]
HELD = [(tier, user, NamespaceMaker.OWN) for tier in OFFERED if tier is not Tier.NONE for user in USERS]
WRAPPED = (Tier.STRONG, USERS[-1], NamespaceMaker.BUBBLEWRAP)


def name(held: tuple[Tier, int | None, NamespaceMaker]) -> str:
    tier, user, how = held
    who = "ordinary" if user is not None or os.geteuid() else "root"
    return f"{tier}-{who}" + ("-bubblewrap" if how is NamespaceMaker.BUBBLEWRAP else "")


@pytest.fixture(scope="module", params=[*HELD, WRAPPED], ids=name)
def zygote(request):
    if request.param == WRAPPED and not bubblewrap.program():
        pytest.skip("bubblewrap is not installed")
    with Zygote(*request.param) as zygote:
        if zygote.error and zygote.user is not None and zygote.tier is Tier.STRONG:
            pytest.skip(f"not for ordinary users here: {zygote.error}")
        assert zygote.error == ""
        yield zygote


@pytest.fixture
def filed(zygote):
    """A zygote whose workers have files."""
    if zygote.tier is Tier.LIMITED:
        pytest.skip("no files in this tier")
    return zygote


@pytest.fixture
def numeric(filed):
    if not filed.has_numpy:
        pytest.skip("no NumPy for this interpreter")
    return filed


DENIED = {"PermissionError", "FileNotFoundError", "OSError"}


# ---- what must not work ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    "/etc/passwd /etc/shadow /etc/hostname /proc/self/environ /proc/1/environ /root/.bashrc /dev/mem /dev/sda".split(),
)
def test_files_of_the_machine_cannot_be_read(zygote, path):
    assert zygote.run(f"say(open({path!r}, 'rb').read())") in DENIED


def test_the_course_cannot_be_read_listed_or_entered(zygote):
    course = str(zygote.course)
    assert zygote.run(f"say(open({course + '/solution.py'!r}).read())") in DENIED
    assert zygote.run(f"import os; say(os.listdir({course!r}))") in DENIED
    assert zygote.run(f"import os; os.chdir({course!r}); say(os.listdir('.'))") in DENIED
    assert zygote.run(f"import os; os.chdir({course!r}); say(open('solution.py').read())") in DENIED


def test_in_a_root_of_its_own_the_course_is_not_even_there(zygote):
    if zygote.tier is not Tier.STRONG:
        pytest.skip("the good tier can tell that a file exists")
    assert zygote.run(f"import os; say(os.path.exists({str(zygote.course)!r}))") == "False"
    assert set(zygote.run("import os; say(*os.listdir('/'))").split()) <= DENIED


def test_the_course_cannot_be_changed(zygote):
    cannot_change_the_course(zygote)


def cannot_change_the_course(zygote: Zygote) -> None:
    solution = zygote.course / "solution.py"
    before = solution.stat()
    for attempt in (
        "open(solution, 'w')",
        "open(solution, 'a')",
        "open(solution, 'r+')",
        "os.truncate(solution, 0)",
        "os.open(solution, os.O_RDONLY | os.O_TRUNC)",
        "os.open(solution, 3 | os.O_TRUNC)",
        "os.unlink(solution)",
        "os.rename(solution, scratch + '/mine')",
        "os.link(solution, scratch + '/mine')",
        "os.chown(solution, os.getuid(), os.getgid())",
        "os.setxattr(solution, 'user.x', b'x')",
        "open(os.path.dirname(solution) + '/new', 'w')",
        "os.mkdir(os.path.dirname(solution) + '/new')",
        "os.mkfifo(os.path.dirname(solution) + '/new')",
        "os.symlink('x', os.path.dirname(solution) + '/new')",
        "os.rmdir(os.path.dirname(solution))",
    ):
        assert zygote.run(f"import os; solution = {str(solution)!r}; {attempt}; say('done')") in DENIED, (
            attempt
        )
    for quiet in ("os.chmod(solution, 0o777)", "os.utime(solution, (1, 1))"):
        zygote.run(f"import os; solution = {str(solution)!r}; {quiet}")
    after = solution.stat()
    assert solution.read_text() == "the answer\n"
    assert (after.st_mode, after.st_mtime, after.st_uid) == (before.st_mode, before.st_mtime, before.st_uid)
    assert os.listdir(zygote.course) == ["solution.py"]


def test_what_is_readable_stays_as_it_is(filed):
    cannot_change_what_is_readable(filed)


def cannot_change_what_is_readable(filed: Zygote) -> None:
    module = filed.folder / "confine.py"
    before = module.read_bytes(), module.stat().st_mode, module.stat().st_mtime
    for attempt in (
        "open(module, 'a')",
        "os.truncate(module, 0)",
        "os.open(module, os.O_RDONLY | os.O_TRUNC)",
        "os.ftruncate(os.open(module, os.O_RDONLY), 0)",
        "os.unlink(module)",
        "os.rename(module, module + '2')",
        "open(module + '2', 'w')",
        "os.mkdir(module + '2')",
    ):
        assert filed.run(f"import os; module = {str(module)!r}; {attempt}; say('done')") in DENIED, attempt
    for quiet in (
        "os.chmod(module, 0)",
        "os.fchmod(os.open(module, os.O_RDONLY), 0)",
        "os.utime(module, (1, 1))",
    ):
        filed.run(f"import os; module = {str(module)!r}; {quiet}")
    assert (module.read_bytes(), module.stat().st_mode, module.stat().st_mtime) == before


@pytest.mark.parametrize("version", range(1, 6))
def test_an_older_landlock_lets_nothing_be_changed_either(version):
    if Tier.GOOD not in OFFERED or version > landlock.abi():
        pytest.skip("no such Landlock")
    with Zygote(Tier.GOOD, USERS[-1], landlock=landlock.rules(version)) as zygote:
        assert zygote.error == ""
        cannot_change_the_course(zygote)
        cannot_change_what_is_readable(zygote)


@pytest.mark.parametrize("folder", ["/", "/tmp", "/usr/lib", "/dev", "/var/tmp", "/dev/shm", "/run", "/home"])
def test_nothing_can_be_written_outside_the_scratch_folder(zygote, folder):
    place = f"{folder}/by-a-student"
    said = zygote.run(f"open({place!r}, 'w'); say('done')")
    if folder == "/tmp" and zygote.plan.scratch == "/tmp":
        assert said == "done"  # its own
    else:
        assert said in DENIED
    assert not os.path.exists(place)


def test_nothing_is_open_but_what_was_given(zygote):
    code = """
        import os
        for descriptor in range(3, 1000):
            try:
                os.get_inheritable(descriptor)
            except OSError:
                continue
            say('' if descriptor == pipe else descriptor, '')
    """
    assert zygote.run(code).split() == []


def test_a_directory_opened_as_a_path_leads_nowhere(filed):
    course = str(filed.course)
    for start in ("scratch", "'/'", "'..'", "'/proc/self/root'", "'/proc/1/root'", "'/proc/self/cwd'"):
        code = f"""
            import os
            folder = os.open({start}, os.O_PATH)
            for _ in range(20):
                folder = os.open('..', os.O_PATH, dir_fd=folder)
            say(os.read(os.open({course[1:] + "/solution.py"!r}, os.O_RDONLY, dir_fd=folder), 99))
        """
        assert filed.run(code) in DENIED, start


def test_chroot_and_fchdir_do_not_lead_out(filed):
    code = """
        import os
        os.mkdir('jail')
        try:
            os.chroot('jail')
        except OSError as error:
            say(type(error).__name__)
    """
    assert filed.run(code) == "PermissionError"
    assert filed.run("import os; os.fchdir(os.open('/', os.O_PATH)); say(os.listdir('.'))") in DENIED


@pytest.mark.parametrize("whose", ["zygote", "grader"])
def test_the_memory_of_others_cannot_be_read(zygote, whose):
    pid = zygote.pid if whose == "zygote" else os.getpid()
    for file in ("mem", "environ", "maps", "cmdline", "fd/0", "root/etc/passwd", "cwd/etc/passwd", "task"):
        assert zygote.run(f"say(open('/proc/{pid}/{file}', 'rb').read(10))") in DENIED | {"IsADirectoryError"}
    assert zygote.run(f"import os; say(os.listdir('/proc/{pid}/fd'))") in DENIED


@pytest.mark.skipif(not NUMBERS, reason="no table for this machine")
def test_every_refused_call_is_refused(zygote):
    numbers = {
        name: NUMBERS[name]
        for name in (entry.split()[0] for entry in seccomp.REFUSED.split(","))
        if name in NUMBERS
    }
    code = f"""
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        for name, number in {numbers!r}.items():
            ctypes.set_errno(0)
            if libc.syscall(number, 0, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() != 1:
                say(name, ctypes.get_errno(), '')
    """
    assert zygote.run(code) == ""


@pytest.mark.parametrize(
    "attempt",
    [
        "os.fork()",
        "os.forkpty()",
        "os.execv('/bin/sh', ['sh'])",
        "os.posix_spawn('/bin/sh', ['sh'], {})",
        "subprocess.run(['/bin/true'])",
        "subprocess.run('true', shell=True)",
        "multiprocessing.Process(target=print).start()",
        "multiprocessing.Pool(1)",
        "pty.spawn('/bin/sh')",
    ],
)
def test_no_process_is_started(zygote, attempt):
    said = zygote.run(f"import multiprocessing, os, pty, subprocess; {attempt}; say('done')")
    assert said in DENIED | {"ImportError", "ModuleNotFoundError"}


def test_system_starts_no_shell(zygote):
    assert zygote.run("import os; say(os.system('true') != 0)") in {"True"} | DENIED


def test_a_thread_is_refused_at_once(zygote):
    begun = time.monotonic()
    assert zygote.run("import _thread; _thread.start_new_thread(print, ()); say('done')") == "RuntimeError"
    if zygote.tier is not Tier.LIMITED:
        assert (
            zygote.run("import threading; threading.Thread(target=print).start(); say('done')")
            == "RuntimeError"
        )
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize(
    "family", ["UNIX", "INET", "INET6", "NETLINK", "PACKET", "VSOCK", "ALG", "BLUETOOTH"]
)
@pytest.mark.parametrize("kind", ["STREAM", "DGRAM", "RAW"])
def test_no_socket_of_any_family(zygote, family, kind):
    families = {
        "UNIX": 1,
        "INET": 2,
        "INET6": 10,
        "NETLINK": 16,
        "PACKET": 17,
        "VSOCK": 40,
        "ALG": 38,
        "BLUETOOTH": 31,
    }
    kinds = {"STREAM": 1, "DGRAM": 2, "RAW": 3}
    code = f"import _socket; _socket.socket({families[family]}, {kinds[kind]}, 0); say('done')"
    assert zygote.run(code) in DENIED | {"ModuleNotFoundError"}


def test_signals_reach_nobody_else(zygote):
    with subprocess.Popen(
        ["sleep", "60"], **({} if zygote.user is None else {"user": zygote.user})
    ) as neighbour:
        others = (
            -1,
            0,
            1,
            2,
            zygote.pid,
            os.getpid(),
            neighbour.pid,
            -neighbour.pid,
            -zygote.pid,
        )
        for other in others:
            said = zygote.run(
                f"import os\nif {other} != os.getpid():\n    os.kill({other}, 9)\n    say('done')"
            )
            assert said in DENIED | {""}, other
        assert (
            zygote.run(
                "import os\nif os.getppid() != os.getpid():\n    os.kill(os.getppid(), 9)\n    say('done')"
            )
            in DENIED
        )
        assert neighbour.poll() is None
        assert zygote.process.poll() is None
        neighbour.kill()


def test_limits_of_others_cannot_be_changed(zygote):
    code = f"import resource; resource.prlimit({zygote.pid}, resource.RLIMIT_CPU, (0, 0)); say('done')"
    assert zygote.run(code) in DENIED | {"ModuleNotFoundError"}


def test_in_a_namespace_of_its_own_the_host_has_no_name(zygote):
    if zygote.tier is Tier.STRONG:
        assert zygote.run("import platform; say(platform.node())") == "worker"


def test_its_own_limits_cannot_be_raised(zygote):
    code = "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1)); say('done')"
    assert zygote.run(code) in {"ValueError", "ModuleNotFoundError", "PermissionError"}


@pytest.mark.skipif(platform.machine() != "x86_64", reason="machine code of x86_64")
def test_the_32_bit_door_is_shut(zygote):
    code = """
        import ctypes, mmap
        page = mmap.mmap(-1, 4096, prot=7)
        page.write(bytes.fromhex('b814000000cd80c3'))  # mov eax, 20 (getpid); int 0x80; ret
        address = ctypes.addressof(ctypes.c_char.from_buffer(page))
        say('got', ctypes.CFUNCTYPE(ctypes.c_int)(address)())
    """
    # Without IA32 emulation in the kernel the instruction itself is a fault.
    assert zygote.run(code) in {f"died {-signal.SIGSYS}", f"died {-signal.SIGSEGV}", "ModuleNotFoundError"}


def test_memory_is_bounded(zygote):
    assert zygote.run(f"bytearray({LIMITS.memory_bytes + (8 << 20)}); say('done')") == "MemoryError"
    assert zygote.run(f"bytearray({LIMITS.memory_bytes // 2}); say('done')") == "done"


def test_a_file_is_bounded(filed):
    code = f"""
        import os
        with open('big', 'wb', buffering=0) as file:
            for _ in range({(LIMITS.file_bytes >> 20) + 1}):
                if file.write(bytes(1 << 20)) < 1 << 20:
                    raise OSError
        say('done')
    """
    assert filed.run(code) == "OSError"


def test_no_room_is_taken_past_the_limit_of_a_file(filed):
    """With FALLOC_FL_KEEP_SIZE the kernel does not ask for the limit, and takes the room all the same."""
    code = f"""
        import ctypes, os
        libc, size = ctypes.CDLL(None, use_errno=True), {LIMITS.file_bytes}
        with open('big', 'w+b', buffering=0) as file:
            for mode in range(0x80):
                libc.fallocate(file.fileno(), mode, ctypes.c_long(0), ctypes.c_long(3 * size))
                libc.fallocate(file.fileno(), mode, ctypes.c_long(size), ctypes.c_long(size))
            try:
                os.posix_fallocate(file.fileno(), 0, 2 * size)
            except OSError:
                pass
            taken = os.fstat(file.fileno()).st_blocks * 512
            os.posix_fallocate(file.fileno(), 0, 1000)
        say(taken <= size)
    """
    assert filed.run(code) == "True"


@pytest.mark.parametrize(
    "call", ["getxattr(PATH, 'user.x')", "listxattr(PATH)", "listxattr(PATH, follow_symlinks=False)"]
)
@pytest.mark.parametrize("path", ["/", "/etc/passwd", "/proc/1", "."])
def test_what_is_noted_of_a_file_is_told_to_nobody(filed, call, path):
    code = f"""
        import errno, os
        try:
            say(os.{call.replace("PATH", repr(path))})
        except OSError as error:
            say(errno.errorcode[error.errno])
    """
    assert filed.run(code) in ("ENOTSUP", "EOPNOTSUPP")


def test_at_good_a_name_may_be_looked_at_and_nothing_more(filed):
    """What docs/security.md does not promise: that a file, a link or a process is there. None can be opened."""
    if filed.tier is not Tier.GOOD:
        pytest.skip("in a root of its own there is nothing to look at")
    code = f"""
        import os
        there = os.path.exists({str(filed.folder)!r}), os.path.exists('/proc/1'), os.readlink('/proc/self') > ''
        for attempt in (lambda: os.listdir('/proc'), lambda: open('/proc/1/status'), lambda: os.listdir('/')):
            try:
                attempt()
                there += 'opened',
            except OSError:
                pass
        say(there)
    """
    assert filed.run(code) == "(True, True, True)"


def test_the_scratch_folder_is_bounded_in_bytes_and_inodes(zygote):
    if zygote.tier is not Tier.STRONG:
        pytest.skip("only a tmpfs of its own is bounded")
    code = """
        import errno
        written = 0
        try:
            for n in range(1000):
                with open(f'file{n}', 'wb', buffering=0) as file:
                    written += file.write(bytes(SIZE))
        except OSError as error:
            say(errno.errorcode[error.errno], written)
    """
    kind, written = zygote.run(code.replace("SIZE", str(1 << 20))).split()
    assert kind == "ENOSPC"
    assert int(written) <= LIMITS.scratch_bytes
    assert zygote.run(code.replace("SIZE", "1")).split() == ["ENOSPC", str(LIMITS.scratch_inodes - 1)]


def test_a_neighbours_scratch_is_out_of_reach(filed):
    neighbour, _ = filed.waiting("open('mine', 'w').write('x'); say('written')")
    assert filed.run("import os; say(os.listdir('.'))") == "[]"
    if filed.tier is Tier.GOOD:
        (folder,) = [path.parent for path in Path(filed.plan.scratch).glob("*/mine")]
        for attempt in (
            "listdir(folder)",
            "open(mine, 0)",
            "open(mine, 1)",
            "unlink(mine)",
            "rename(mine, 'mine')",
        ):
            code = f"import os; folder = {str(folder)!r}; mine = folder + '/mine'; say(os.{attempt})"
            assert filed.run(code) == "PermissionError", attempt
        assert filed.run("import os; say(os.listdir('..'))") == "PermissionError"
        shutil.rmtree(folder)
    os.kill(neighbour, signal.SIGTERM)
    assert filed.wait(neighbour) == ("", 0)


# By what it is: what a worker does, and what a later one sees of it. FILE is one that both may read.
SHARED = {
    "flags of a standard stream": (
        "fcntl.fcntl(0, fcntl.F_SETFL, os.O_APPEND | os.O_NONBLOCK)",
        "say(fcntl.fcntl(0, fcntl.F_GETFL))",
    ),
    "a lock on a standard stream": (
        "fcntl.flock(0, fcntl.LOCK_EX)",
        "fcntl.flock(os.open('/dev/null', 0), fcntl.LOCK_EX | fcntl.LOCK_NB); say('free')",
    ),
    "a lock on a file": (
        "fcntl.flock(os.open(FILE, 0), fcntl.LOCK_EX)",
        "fcntl.flock(os.open(FILE, 0), fcntl.LOCK_EX | fcntl.LOCK_NB); say('free')",
    ),
    "a lock on a part of a file": (
        "fcntl.lockf(os.open(FILE, 0), fcntl.LOCK_SH)",
        "say(fcntl.fcntl(os.open(FILE, 0), fcntl.F_GETLK, struct.pack('hhqqi4x', 1, 0, 0, 0, 0)))",
    ),
    "pages of a file in memory": (
        "os.posix_fadvise(os.open(FILE, 0), 0, 0, os.POSIX_FADV_DONTNEED)",
        "os.preadv(os.open(FILE, 0), [bytearray(1)], 0, os.RWF_NOWAIT); say('in memory')",
    ),
    "a file's pages that are called for": (
        "libc.madvise(ctypes.c_void_p(mapped()), ctypes.c_size_t(4096), 21)",
        "os.preadv(os.open(FILE, 0), [bytearray(1)], 0, os.RWF_NOWAIT); say('in memory')",
    ),
    "how full the disk is": (
        "open('full', 'wb').write(bytes(3 << 20))",
        "say(os.statvfs(FILE).f_bfree)",
    ),
    "how full the memory is": (
        "kept = b'x' * (100 << 20)",
        "say(libc.sysinfo(ctypes.create_string_buffer(512)))",
    ),
    "what was read from the disk": ("open(FILE).read()", "say(resource.getrusage(0).ru_inblock)"),
    "who waits at an address of a file": (
        "mapped()",
        "say(libc.syscall(FUTEX, ctypes.c_void_p(mapped()), 1, 1, None, None, 0))",
    ),
}
SHARED_HEAD = f"""
import ctypes, fcntl, mmap, os, resource, struct
import numpy as np
libc, FILE, FUTEX = ctypes.CDLL(None), os.__file__, {NUMBERS.get("futex")}
def mapped():
    return np.frombuffer(mmap.mmap(os.open(FILE, 0), 4096, access=mmap.ACCESS_READ), np.uint8).ctypes.data
"""


@pytest.mark.parametrize("what", SHARED)
def test_what_a_worker_does_to_what_all_share_is_not_seen_by_the_next(numeric, what):
    does, sees = (SHARED_HEAD + code for code in SHARED[what])
    before = numeric.run(sees)
    neighbour, _ = numeric.waiting(f"{does}\nsay('done')")
    assert numeric.run(sees) == before
    os.kill(neighbour, signal.SIGKILL)
    numeric.wait(neighbour)
    assert numeric.run(sees) == before
    if "stream" not in what and "lock" not in what:  # these questions are not answered to anybody
        assert before in {"PermissionError", "OSError", "-1"}


def test_it_cannot_make_itself_readable_or_outlive_its_parent(zygote):
    for option, value in ((4, 1), (1, 0), (38, 0), (8, 1), (47, 2), (0x59616D61, 1)):
        code = f"import ctypes; say(ctypes.CDLL(None).prctl({option}, {value}, 0, 0, 0))"
        assert zygote.run(code) == "-1"


# Says something after each tenth of a second that it has had of a processor.
SPENDS = """
import time
spent = 0.0
while True:
    if time.process_time() > spent + 0.1:
        spent = time.process_time()
        say(".")
"""


@pytest.mark.full
def test_processor_time_is_bounded(request):
    for held in HELD:
        with Zygote(*held, limits=msgspec.structs.replace(LIMITS, cpu_seconds=1)) as zygote:
            if zygote.error:
                continue
            said, status = zygote.wait(zygote.start(SPENDS))
            assert status == -signal.SIGKILL
            assert len(said) < 40  # tenths of a second


# ---- what must work -------------------------------------------------------------------------------


CRASH = "import faulthandler, sys; faulthandler.enable(sys.__stderr__); __import__('ctypes').string_at(0)"


def test_a_worker_can_end_itself(zygote):
    for way in ("os.abort()", "os.kill(os.getpid(), 9)", "__import__('ctypes').string_at(0)", CRASH):
        assert zygote.run(f"import os; {way}; say('alive')").startswith("died -"), way
    assert zygote.run("import os; os._exit(7)") == "died 7"


def test_a_signal_to_oneself_is_handled(zygote):
    code = "import signal; signal.signal(signal.SIGALRM, lambda *_: say('rang')); signal.raise_signal(signal.SIGALRM)"
    assert zygote.run(code) == "rang"
    code = "import signal; signal.signal(signal.SIGALRM, lambda *_: None); signal.setitimer(0, 0.01, 0.01); signal.pause(); say('rang')"
    assert zygote.run(code) == "rang"


def test_time_passes(zygote):
    code = "import time; then = time.monotonic(); time.sleep(0.05); say(0.04 < time.monotonic() - then < 60)"
    assert zygote.run(code) == "True"


@pytest.mark.parametrize(
    "module",
    "json random statistics decimal fractions csv datetime zoneinfo sqlite3 hashlib unittest doctest dis".split(),
)
def test_the_standard_library_is_imported_late(filed, module):
    if module in {"sqlite3"}:
        pytest.importorskip(module)
    assert filed.run(f"import {module}; say('imported')") == "imported"


def test_numpy_computes(numeric):
    code = """
        import numpy as np
        from numpy.testing import assert_allclose
        a = np.random.default_rng(0).normal(size=(200, 200))
        assert_allclose(np.linalg.inv(a) @ a, np.eye(200), atol=1e-6)
        np.random.seed(0); np.random.randn(3); np.fft.fft(a); np.linalg.svd(a)
        import numpy.polynomial, numpy.ma
        print(a); np.save('a.npy', a); assert (np.load('a.npy') == a).all()
        np.savez('b.npz', a=a); np.savetxt('c.txt', a[:2]); np.loadtxt('c.txt'); np.memmap('a.npy')
        say(float(np.float64(0.1)), repr(np.float64(1) / 3))
    """
    assert numeric.run(code) == "0.1 np.float64(0.3333333333333333)"


def test_matplotlib_draws_into_scratch(numeric):
    pytest.importorskip("matplotlib")
    code = """
        import matplotlib
        matplotlib.use('agg')
        import matplotlib.pyplot as plt
        plt.plot([1, 2], [3, 4]); plt.title('a title, $x^2$'); plt.savefig('figure.png')
        say(open('figure.png', 'rb').read(4))
    """
    if numeric.user is not None:
        pytest.skip("this interpreter is another one")
    assert numeric.run(code) == str(b"\x89PNG")


def test_files_in_scratch_behave(filed):
    code = """
        import os, shutil, tempfile, pathlib, zipfile
        with tempfile.NamedTemporaryFile('w+') as file:
            file.write('x'); file.flush(); assert open(file.name).read() == 'x'
            assert file.name.startswith(scratch)
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, 'a').write_text('a')
        os.makedirs('one/two'); pathlib.Path('one/two/file').write_text('text')
        shutil.copy('one/two/file', 'copied'); shutil.copy2('copied', 'again'); shutil.copytree('one', 'three')
        os.rename('copied', 'one/moved'); os.replace('again', 'moved'); shutil.move('moved', 'one/two/moved')
        with zipfile.ZipFile('a.zip', 'w') as archive:
            archive.write('one/two/file')
        zipfile.ZipFile('a.zip').extractall('out')
        shutil.rmtree('one')
        with open('file', 'w+') as file:
            file.write('1234'); file.truncate(2); file.flush(); os.fsync(file.fileno())
        assert os.getcwd() == scratch == os.environ['HOME'] == os.environ['TMPDIR'] == os.environ['MPLCONFIGDIR']
        say(sorted(os.listdir('.')), open('file').read())
    """
    assert filed.run(code) == "['a.zip', 'file', 'out', 'three'] 12"


def test_a_traceback_shows_source_lines(filed):
    code = """
        import json, traceback
        try:
            json.loads('{')
        except ValueError:
            say('return _default_decoder.decode(s)' in traceback.format_exc())
    """
    assert filed.run(code) == "True"


def test_devices_that_every_program_expects(filed):
    assert filed.run("open('/dev/null', 'w').write('x'); say(len(open('/dev/urandom', 'rb').read(8)))") == "8"


@pytest.mark.parametrize("held", [(Tier.STRONG, None, NamespaceMaker.OWN), WRAPPED], ids=name)
def test_each_worker_has_namespaces_of_its_own(held):
    if os.geteuid() != 0 or Tier.STRONG not in OFFERED:
        pytest.skip("only root can look at a process that is not dumpable")
    if held == WRAPPED and not bubblewrap.program():
        pytest.skip("bubblewrap is not installed")
    with Zygote(*held) as zygote:
        user = 65534 if zygote.user is None else zygote.user
        waiting = [zygote.waiting("import os; say(os.getpid())") for _ in range(2)]
        assert [said for _, said in waiting] == ["1", "1"]
        pids = [pid for pid, _ in waiting]
        whose = [zygote.pid, *pids, os.getpid()]
        for kind in ("pid", "mnt", "net", "ipc", "uts"):
            found = {os.readlink(f"/proc/{pid}/ns/{kind}") for pid in whose}
            assert len(found) == 3 + (kind in ("mnt", "uts")), kind
        status = Path(f"/proc/{pids[0]}/status").read_text()
        for line in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
            assert f"{line}:\t{0:016x}" in status
        assert "Seccomp:\t2" in status
        assert "NoNewPrivs:\t1" in status
        assert f"Uid:\t{user}\t{user}\t{user}\t{user}" in status
        assert "Groups:\t \n" in status


@pytest.mark.full
def test_forty_forks_leave_nothing_behind(zygote):
    def left() -> tuple[int, int, int]:
        proc = Path(f"/proc/{zygote.pid}")
        children = (proc / f"task/{zygote.pid}/children").read_text().split()
        if os.geteuid() != 0:
            return len(children), 0, 0
        # Without a mount namespace of its own it sees what other tests mount.
        own = (proc / "mountinfo").read_text().splitlines() if zygote.tier is Tier.STRONG else []
        return len(children), len(os.listdir(proc / "fd")), len(own)

    def ours() -> list[str]:
        """What confine.py has mounted where everybody sees it."""
        lines = Path("/proc/self/mountinfo").read_text().splitlines()
        signs = (" - tmpfs scratch ", " - tmpfs root ", str(zygote.home))
        return [line for line in lines if any(sign in line for sign in signs)]

    mounts = ours()
    before = left()
    for _ in range(40):
        assert zygote.run("say('here')") == "here"
    assert left() == before
    assert ours() == mounts


# ---- what holds when something breaks --------------------------------------------------------------


def test_a_zygote_with_threads_is_refused():
    with Zygote(OFFERED[0], mode="with a thread") as zygote:
        assert "one thread" in zygote.error


def test_a_zygote_whose_grader_is_gone_is_refused():
    with Zygote(OFFERED[0], parent=1) as zygote:
        assert "the grader is gone" in zygote.error


def test_a_landlock_that_the_kernel_does_not_know_is_an_error():
    if Tier.GOOD not in OFFERED:
        pytest.skip("no Landlock")
    rules = msgspec.structs.replace(landlock.rules(landlock.abi()), files=1 << 60)
    with Zygote(Tier.GOOD, landlock=rules) as zygote:
        assert "not locked in: OSError(22, 'Landlock" in zygote.error + zygote.run("say('ran')")


def test_a_filter_that_the_kernel_refuses_is_an_error():
    with Zygote(OFFERED[0], seccomp=bytes(8), own_pid_at=()) as zygote:
        assert "not locked in: OSError(22, 'seccomp" in zygote.run("say('ran')")


@pytest.mark.parametrize("tier", OFFERED)
def test_workers_die_with_their_zygote(tier):
    with Zygote(tier) as zygote:
        pid, _ = zygote.waiting("say('here')")
        pidfd = os.pidfd_open(pid)
        zygote.process.kill()
        zygote.process.wait()
        import select

        assert select.select([pidfd], [], [], 60)[0]
        os.close(pidfd)


def test_a_zygote_dies_with_its_grader():
    code = f"""
import subprocess, sys, time
sys.path[:0] = {[str(Path(__file__).parents[3])]!r}
import msgspec, os
from autograder.sandbox import tiers
plan = tiers.confinement(tiers.Tier({str(OFFERED[0])!r}), scratch={tempfile.gettempdir()!r})
plan = msgspec.structs.replace(plan, parent=os.getpid())
plan = msgspec.structs.replace(plan, scratch="/nowhere") if not plan.namespaces else plan
script = "import sys, time; sys.path[:0] = [sys.argv[1]]; import confine, msgspec; " \\
    "confine.enclose(msgspec.msgpack.decode(bytes.fromhex(sys.argv[2]), type=confine.Confinement)); print('x', flush=True); time.sleep(60)"
child = subprocess.Popen([sys.executable, "-I", "-c", script, {str(Path(confine.__file__).parent)!r},
    msgspec.msgpack.encode(plan).hex()], stdout=subprocess.PIPE)
child.stdout.read(1)
print(child.pid, flush=True)
os._exit(0)
"""
    if OFFERED[0] is not Tier.STRONG:
        pytest.skip("needs the strong tier")
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert is_gone(int(ran.stdout))


# ---- tiers ----------------------------------------------------------------------------------------


def test_the_probe_finds_the_best_tier_and_says_why_not_a_better_one():
    found = tiers.probe()
    assert found.tier is OFFERED[0]
    assert set(found.missing) == {tier for tier in Tier if not found.tier.holds(tier)}
    assert all(found.missing.values())


def test_tiers_are_ordered():
    assert [tier for tier in Tier if tier.holds(Tier.GOOD)] == [Tier.STRONG, Tier.GOOD]
    assert all(Tier.STRONG.holds(tier) for tier in Tier)


def test_a_system_that_is_not_linux_offers_none(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    found = tiers.probe()
    assert found.tier is Tier.NONE
    assert "darwin" in found.missing[Tier.STRONG]


def test_a_machine_without_a_table_offers_none(monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    found = tiers.probe()
    assert found.tier is Tier.NONE
    assert "riscv64" in found.missing[Tier.STRONG]


def test_nothing_of_home_etc_or_root_is_readable_by_default():
    readable = tiers.default_readable()
    assert not {"/", "/etc", "/root", "/home", "/usr", "/var", "/tmp", str(Path.home())} & set(readable)
    assert all(os.path.isabs(path) for path in readable)


def test_a_plan_survives_the_wire():
    plan = tiers.confinement(Tier.GOOD, scratch="/tmp/x")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(plan), type=confine.Confinement) == plan


def test_landlock_takes_all_that_a_version_knows():
    assert landlock.rules(1).files == (1 << 13) - 1
    assert landlock.rules(2).files == (1 << 14) - 1
    assert landlock.rules(3).files == (1 << 15) - 1
    assert landlock.rules(5).files == (1 << 16) - 1
    assert (landlock.rules(3).network, landlock.rules(4).network) == (0, 3)
    assert (landlock.rules(5).scopes, landlock.rules(6).scopes) == (0, 3)
    for version in range(1, 8):
        rules = landlock.rules(version)
        given = rules.read_file | rules.read_folder | rules.device | rules.scratch
        assert given & ~rules.files == 0
        assert not given & 1  # nothing is ever started
