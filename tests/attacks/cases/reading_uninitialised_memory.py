# nothing of ours seen: memory that was used before, searched for words of a hidden test.
import ctypes

WORDS = [("assert_" + "allclose").encode(), ("student." + "sigmoid(").encode(), ("HMAC" + "secret").encode()]


def _search(raw, where):
    for word in WORDS[:2]:
        if word in raw:
            print("BREACH", where)


_search(np.empty(4 << 20, dtype=np.uint8).tobytes(), "numpy")
_search(bytes(ctypes.create_string_buffer(1 << 20)), "ctypes")
_pieces = [np.empty(size, dtype=np.uint8).tobytes() for size in (100, 1000, 5000, 50_000) for _ in range(200)]
_search(b"".join(_pieces), "small pieces")


def sigmoid(x):
    return 0.5
