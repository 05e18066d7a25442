import hand_ins


def hand_in(document):
    cells = [hand_ins.code_cell(f"import os\nos._exit({number})") for number in range(300)]
    cells += [hand_ins.code_cell("while True: pass") for _ in range(300)]
    document["cells"] = cells + document["cells"]
    return hand_ins.as_bytes(document)
