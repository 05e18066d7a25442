import hand_ins


def hand_in(document):
    cells = hand_ins.named(document)
    cells["sigmoid"]["source"] = "def sigmoid(x):\n    return " + "-" * 900_000 + "x"
    cells["tanh"]["source"] = (
        "def tanh(x):\n    return " + "(" * 150 + "x" + ")" * 150 + "\ny = " + "[" * 100 + "]" * 100
    )
    cells["relu"]["source"] = "x = " + "+".join(["1"] * 400_000) + "\ndef relu(x):\n    return x"
    document["cells"].append(
        hand_ins.code_cell(
            "if x:\n" * 1 + "".join(" " * n + "if 1:\n" for n in range(1, 99)) + " " * 99 + "pass"
        )
    )
    document["cells"].append(
        hand_ins.code_cell("\n".join(f"%magic{n}" for n in range(50_000)) + "\n?" * 50_000)
    )
    document["cells"].append(hand_ins.code_cell("x = '''" + "a?" * 400_000))
    return hand_ins.as_bytes(document)
