"""用来区分典型错误的提问，检查没有通过时才会问。"""

from itertools import islice


def probes():
    """函数、这个提问的特别之处、提问本身。"""
    for label, nested in (
        ("一层", [3, 1, 2]),
        ("两层", [1, [2, 3], 4]),
        ("三层", [[1, [2]], 3]),
        ("空列表", []),
    ):
        yield "flatten", (label,), lambda student, nested=nested: student.flatten(nested)
    for label, base in (("底数 2", 2), ("底数 1", 1), ("负数", -3)):
        yield "powers", (label,), lambda student, base=base: list(islice(student.powers(base), 5))
