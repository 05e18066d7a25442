# nothing of ours is seen: the line of an exception does not carry a hidden input out.
def sigmoid(x):
    stolen = "STOLEN " + repr(np.ravel(x)[:3])
    exec(compile("\n" * 123_456 + "raise ValueError", f"<{stolen}>", "exec"))


def relu(x):
    import sys

    session = sys._getframe(2).f_locals.get("self") or sys._getframe(1).f_locals["self"].session
    session.sources["<STOLEN>"] = ""
    exec(compile("\n" * 2_000_000_000 * 0 + "\n" * 9999 + "raise ValueError", "<STOLEN>", "exec"))
