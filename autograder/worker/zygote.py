"""A clean process with the imports loaded, that forks a locked-in worker whenever the grader asks.

It never sees a test, an answer, another hand-in or the gradebook: it is started by exec with a
scrubbed environment, and all it is told is a `Launch`. On its socket graders send ten bytes, which name
the new worker's scratch folder and its processor, with two sockets: one is the worker's own, on the other
the zygote answers with the worker's process number and pidfd.
"""

import ctypes
import gc
import importlib
import os
import signal
import socket
import sys
import threading
import traceback

import msgspec

from . import codec, confine, drawing, framing, pictures, program, protocol, scikit_learn

READ = 1 << 16
LARGE_PAGE = 1 << 21
GARBAGE = 10_000  # new objects before a look for cycles: a usual program's whole life has fewer
NAME, CORE, ANY_CORE = 8, 2, 0xFFFF  # bytes of a name and of a core that a grader sends; the core for "any"
_MADV_COLLAPSE = 25


class Launch(msgspec.Struct, frozen=True):
    """All that a zygote is told. `readable` limits `sys.path` as the confinement limits the files.

    `released` are the release's cells, most of which hand-ins hold unchanged: they are parsed before a fork.
    `font` is the kit's own, for Matplotlib: "" without it, and where workers may not read the file.
    """

    confinement: confine.Confinement
    imports: tuple[str, ...]
    readable: tuple[str, ...]
    released: tuple[protocol.ProgramCell, ...] = ()
    font: str = ""


class Started(msgspec.Struct, frozen=True):
    """A zygote is ready, or not because of `error`; `module` is the import that is the reason, if one is."""

    error: str = ""
    module: str = ""


def main(descriptor: int) -> None:
    """Become a zygote on the socket `descriptor`, until the grader closes it."""
    control = socket.socket(fileno=descriptor)
    launch = msgspec.msgpack.decode(receive(control), type=Launch)
    try:
        session = prepare(launch)
    except Exception as error:
        module = (error.name or "") if isinstance(error, ImportError) else ""
        reason = str(error) if module else "".join(traceback.format_exception_only(error)).strip()
        control.sendall(framing.framed(msgspec.msgpack.encode(Started(reason, module))))
        return
    control.sendall(framing.framed(msgspec.msgpack.encode(Started())))
    while True:
        reap()
        asked, descriptors, _, _ = socket.recv_fds(control, NAME + CORE, 2)
        if not asked:
            return
        core = int.from_bytes(asked[NAME:], "big")
        serve_one(control, descriptors, launch, session, asked[:NAME].hex(), core)


def prepare(launch: Launch) -> program.Session:
    """Import modules, warm up and confine this process; return the session that each worker starts from."""
    program.make_inert()
    draws = pictures.draws(launch.imports)
    if not draws:
        pictures.install()
    left_out = [path for path in sys.path if not is_below(path, launch.readable)]
    sys.path[:] = [path for path in sys.path if path not in left_out]
    with scikit_learn.without_pandas(launch.imports):
        for name in launch.imports:
            load(name, left_out)
    codec.load_tables()
    sys.modules[__name__.partition(".")[0]].__path__ = []  # what is not loaded by now, no worker can load
    warm()
    if draws:
        drawing.warm(launch.font)
    program.prepare_cells(launch.released)
    if threading.active_count() != 1:
        raise RuntimeError(
            f"an import started a thread, and a process with threads must not fork: {launch.imports}"
        )
    join_pages()
    os.environ.clear()
    os.environ.update(PATH="/usr/bin:/bin", LANG="C.UTF-8", MPLBACKEND="agg", HOME="/")
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")  # else scikit-learn counts processors
    confine.enclose(launch.confinement)
    if launch.confinement.landlock is not None:  # workers are confined, and may read files
        for name in launch.imports:
            look_into(name)
    session = program.Session()
    sys.modules["__main__"].__dict__.update(session.namespace)
    gc.freeze()
    gc.set_threshold(GARBAGE)
    gc.enable()
    return session


def load(name: str, left_out: list[str]) -> None:
    """Import a module; raise ImportError, with the places where it was looked for, if that fails."""
    try:
        importlib.import_module(name)
    except Exception as error:
        reason = "".join(traceback.format_exception_only(error)).strip()
        if isinstance(error, ModuleNotFoundError):
            reason += f"; looked for in {', '.join(sys.path)}"
            reason += f"; not in {', '.join(left_out)}, closed to students' code" if left_out else ""
        raise ImportError(reason, name=name) from error


def join_pages() -> None:
    """Join the pages of this process's own memory to large ones: a fork copies an entry for each page.

    Linux does that since 6.1. Where it refuses, memory stays as it is.
    """
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None)
    with open("/proc/self/maps", encoding="utf-8", errors="replace") as maps:
        lines = maps.read().splitlines()
    for line in lines:
        ends, access, _, _, _, *name = line.split()
        if access == "rw-p" and name in ([], ["[heap]"]):
            low, high = (int(number, 16) for number in ends.split("-"))
            first, after = -(-low // LARGE_PAGE) * LARGE_PAGE, high // LARGE_PAGE * LARGE_PAGE
            if first < after:
                libc.madvise(ctypes.c_void_p(first), ctypes.c_size_t(after - first), _MADV_COLLAPSE)


def look_into(name: str) -> None:
    """Raise ImportError if this process, whose user is by now a worker's, may not read all of a package."""
    package = sys.modules[name.partition(".")[0]]
    files = [file] if (file := getattr(package, "__file__", None)) else []
    closed: list[OSError] = []
    for place in getattr(package, "__path__", ()):
        for folder, _, names in os.walk(place, onerror=closed.append):
            files += [os.path.join(folder, name) for name in names]
    for file in files:
        try:
            os.close(os.open(file, os.O_RDONLY | os.O_NONBLOCK))
        except OSError as error:
            closed.append(error)
    for refusal in closed:
        if isinstance(refusal, PermissionError):  # a link that leads nowhere does no harm
            who = f"uid {os.geteuid()}, as whom students' code runs,"
            raise ImportError(f"{who} may not read {refusal.filename}", name=name)


def is_below(path: str, folders: tuple[str, ...]) -> bool:
    """Return True if `path` is one of `folders` or inside one."""
    real = os.path.realpath(path)
    return any(real == folder or real.startswith(folder.rstrip("/") + "/") for folder in folders)


def warm() -> None:
    """Do once what every program does, so that no fork pays for a first time.

    NumPy imports `numpy.random` and its printing lazily: 15 ms in the fork that asks first.
    """
    import numpy as np

    scikit_learn.warm()
    np.random.seed(0)
    np.random.default_rng(0).normal(size=3)
    table = np.random.randn(4, 3) @ np.ones((3, 2))
    np.linalg.norm(table)
    str(table), repr(table), f"{table}"
    session = program.Session()
    cells = (
        protocol.ProgramCell(
            "warm", "import numpy as np\ndef f(x):\n    return np.exp(x)\nprint(f(1.0))", "def f(x): ..."
        ),
        protocol.ProgramCell("raises", "f(missing)"),
        protocol.ProgramCell("magic", "%matplotlib inline\n1 +"),
    )
    for reply in session.run(protocol.RunProgram(0, cells, 0, 100)):
        protocol.frame(reply)
    args = msgspec.Raw(protocol.raw(protocol.to_value((np.ones((2, 2)),), session.keep)))
    protocol.frame(
        session.answer(protocol.Call(0, None, "f", args, msgspec.Raw(protocol.raw(protocol.Dict(())))))
    )


def core_as_bytes() -> bytes:
    """Return the core that this process is bound to, or ANY_CORE; a worker on it saves a wake-up."""
    bound = os.sched_getaffinity(0) if sys.platform == "linux" else set[int]()
    return (bound.pop() if len(bound) == 1 else ANY_CORE).to_bytes(CORE, "big")


def serve_one(
    control: socket.socket,
    descriptors: list[int],
    launch: Launch,
    session: program.Session,
    name: str,
    core: int,
) -> None:
    """Fork a worker that uses the first socket, and send its pid and pidfd on the second."""
    own, back = descriptors
    pid = confine.fork(launch.confinement)
    if pid == 0:
        code = 70
        try:
            control.close()
            os.close(back)
            if core != ANY_CORE:
                os.sched_setaffinity(0, {core})
            code = work(own, launch, session, name)
        finally:
            os._exit(code)
    os.close(own)
    pidfd = os.pidfd_open(pid)
    with socket.socket(fileno=back) as grader:
        try:
            socket.send_fds(grader, [pid.to_bytes(8, "big")], [pidfd])
        except OSError:  # the grader that asked has gone; its socket is closed, so that the worker ends too
            pass
        finally:
            os.close(pidfd)


def reap() -> None:
    """Collect the exit codes of workers that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    except ChildProcessError:
        pass


def work(descriptor: int, launch: Launch, session: program.Session, name: str) -> int:
    """Run as a worker: lock in, answer requests, and return the exit code."""
    grader = socket.socket(fileno=descriptor)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        confine.lock_in(launch.confinement, name)
    except OSError as error:
        grader.sendall(protocol.frame(protocol.Unable(0, str(error))))
        return 71
    serve(grader, session)
    return 0


def serve(grader: socket.socket, session: program.Session) -> None:
    """Say that the worker is ready, then answer until the grader closes the socket."""
    frames = framing.Frames()

    def say(reply: protocol.Reply) -> None:
        grader.sendall(protocol.frame(reply))

    def ask(callback: protocol.CallbackRequest) -> protocol.CallbackResult | protocol.CallbackError:
        """Send a callback of the open call, and return the grader's answer."""
        say(callback)
        body = receive(grader, frames)
        message = protocol.request(body) if body else None
        if not isinstance(message, protocol.CallbackResult | protocol.CallbackError):
            raise EOFError("the grader has gone")
        return message

    session.ask = ask
    say(protocol.Ready(0, ()))
    while body := receive(grader, frames):
        request = protocol.request(body)
        if isinstance(request, protocol.RunProgram):
            for ran in session.run(request):
                say(ran)  # each a sign of life
            continue
        reply = session.answer(request)
        try:
            say(reply)
        except protocol.WireError as error:
            say(protocol.Unable(request.call, str(error)))


def receive(stream: socket.socket, frames: framing.Frames | None = None) -> bytes:
    """Read the next frame's body; b"" if the stream ends. `frames` keeps what follows, if anything may."""
    frames = frames or framing.Frames()
    while (body := frames.body()) is None:
        if not (part := stream.recv(READ)):
            return b""
        frames.add(part)
    return body
