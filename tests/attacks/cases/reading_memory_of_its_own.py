# nothing of ours is seen: the worker's own memory never held a test or an answer.
import ctypes
import gc
import sys

# Backwards, as is what they are looked for in: this attack must not find itself.
WORDS = [b"stupni_eguh", b"orez morf raf stupnI", b"lmy.snoitpecnocsim", b"neddih #"]


def sigmoid(x):
    pages = sorted({id(thing) >> 20 for thing in gc.get_objects()} | {id(name) >> 20 for name in dir(sys)})
    for page in pages[:200]:
        for part in range(0, 1 << 20, 4096):
            if not any((page << 20) + part <= id(thing) < (page << 20) + part + 4096 for thing in gc.get_objects()[:1]):
                continue
            block = ctypes.string_at((page << 20) + part, 4096)[::-1]
            for word in WORDS:
                if word in block:
                    raise RuntimeError(f"BREACH: {word}")
    for thing in gc.get_objects():
        for part in gc.get_referents(thing):
            if type(part) in (str, bytes):
                back = (part if type(part) is bytes else part.encode(errors="replace"))[::-1]
                if any(word in back for word in WORDS):
                    raise RuntimeError(f"BREACH: {part[:40]!r}")
    return x
