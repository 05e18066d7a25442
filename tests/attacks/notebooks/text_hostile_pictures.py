import hand_ins

HOSTILE = """
import matplotlib.pyplot as plt

SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(1)>\\x1b[31m\\u202e{{ 7 * 7 }}'


def kept_pictures(name):
    return [(b'\\x89PNG\\r\\n\\x1a\\n<script>', [[SCRIPT, SCRIPT, SCRIPT, [0.0, 1.0], [0.0, 1.0], [[SCRIPT, 0.0, 1.0, 0.0, 1.0]]]])] * 9


def _titled(*a, **k):
    pass


for _name in ('title', 'xlabel', 'ylabel', 'legend', 'show'):
    setattr(plt, _name, lambda *a, _name=_name, **k: plt.gca().set_title(SCRIPT) if _name == 'show' else None)
"""


def hand_in(document):
    cells = hand_ins.named(document)
    cells["sigmoid"]["source"] = HOSTILE + "\n\ndef sigmoid(x):\n    return 0.5 + 0 * x"
    document["metadata"]["title"] = "<script>alert(1)</script>"
    return hand_ins.as_bytes(document)
