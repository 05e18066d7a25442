import hand_ins


def hand_in(document):
    cells = hand_ins.named(document)
    for name in ("sigmoid", "relu", "tanh"):
        cells[name]["source"] = "\n".join(
            f"def f{n}(x):\n    raise NotImplementedError()" for n in range(12_000)
        )
    return hand_ins.as_bytes(document)
