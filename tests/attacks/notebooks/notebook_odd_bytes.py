import json

import hand_ins


def hand_in(document):
    cells = hand_ins.named(document)
    cells["sigmoid"]["source"] = "def sigmoid(x):\x00\n    return '\ud800\u202e\x1b[2J'\r"
    cells["tanh"]["source"] = ["def tanh(x):\n", "    return '\udfff'\n", "# -*- coding: utf-7 -*-"]
    document["cells"].append(
        hand_ins.code_cell("\ufeff# -*- coding: rot13 -*-\nprint('\\x1b]0;title\\x07\\x9b31m\u202e')")
    )
    return json.dumps(document).encode("utf-16")
