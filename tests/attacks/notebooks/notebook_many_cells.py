import hand_ins


def hand_in(document):
    document["cells"] = [hand_ins.code_cell("")] * 50_000 + [hand_ins.code_cell("x = 1")] * 50_000
    return hand_ins.as_bytes(document)
