"""A worker without a zygote, on a student's own computer: started by exec on any system, and not confined.

It reads on standard input which socket to answer on and what to import first.
"""

import gc
import importlib
import socket
import sys

import msgspec

from . import pictures, program, protocol, zygote


class DeskLaunch(msgspec.Struct, frozen=True):
    """Settings of a worker at the desk. `stream` is a descriptor's number, or on Windows a shared socket."""

    stream: bytes
    imports: tuple[str, ...]


def main() -> None:
    """Import modules, then answer requests until the other side closes the socket."""
    launch = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=DeskLaunch)
    if sys.platform == "win32":
        grader = socket.fromshare(launch.stream)
    else:
        grader = socket.socket(fileno=int.from_bytes(launch.stream, "big"))
    program.make_inert()
    if not pictures.draws(launch.imports):
        pictures.install()
    try:
        for name in launch.imports:
            importlib.import_module(name)
    except ImportError as error:
        grader.sendall(protocol.frame(protocol.Unable(0, str(error))))
        return
    gc.enable()
    session = program.Session()
    sys.modules["__main__"].__dict__.update(session.namespace)
    zygote.serve(grader, session)
