"""Frames of a stream: four bytes of length (big-endian) and a body. All our processes talk in them.

It needs nothing but Python's own, so that a command can talk to a process that loads all the rest.
"""

import struct

MAX_FRAME = 64 << 20  # of a worker's, which is not trusted
LONGEST = (1 << 32) - 1  # that four bytes can announce
HEAD = 4  # bytes before a body

_LENGTH = struct.Struct(">I")


class WireError(Exception):
    """A value or a frame that may not cross, and why."""


def framed(body: bytes, limit: int = MAX_FRAME) -> bytes:
    """Return a body as a frame; raise WireError if it is over `limit`."""
    if len(body) > limit:
        raise WireError(f"{len(body)} bytes are more than a frame may hold")
    return _LENGTH.pack(len(body)) + body


def length(head: bytes | bytearray, limit: int = MAX_FRAME) -> int:
    """Return the length that a frame's first four bytes announce; raise WireError if it is over `limit`."""
    (announced,) = _LENGTH.unpack_from(head)
    if announced > limit:
        raise WireError(f"a frame of {announced} bytes where {limit} are allowed")
    return int(announced)


class Frames:
    """The bytes of a stream, cut into the bodies of its frames."""

    def __init__(self) -> None:
        self.unread = bytearray()

    def add(self, part: bytes) -> None:
        self.unread += part

    def body(self, limit: int = MAX_FRAME) -> bytes | None:
        """Return the next frame's body, or None if it is not all there; WireError if it is over `limit`."""
        unread = self.unread
        if len(unread) < HEAD:
            return None
        end = HEAD + length(unread, limit)
        if len(unread) < end:
            return None
        body = bytes(unread[HEAD:end])
        del unread[:end]
        return body
