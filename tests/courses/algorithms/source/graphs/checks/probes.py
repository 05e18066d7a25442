"""用来区分典型错误的提问，检查没有通过时才会问。"""

from fractions import Fraction


def probes():
    """函数、这个提问的特别之处、提问本身。"""
    ring = {place: {(place + 1) % 5, (place - 1) % 5} for place in range(5)}
    ladder = {0: {1, 3}, 1: {2}, 2: {3}, 3: {4}, 4: set(), 8: {0}}
    for label, maze in (("一圈", ring), ("有近路", ladder), ("只有一格", {0: set()})):
        yield "distances", (label,), lambda student, maze=maze: student.distances(maze, 0)
    for label, numbers in (
        ("整数", [4, 1, 3]),
        ("相同的数", [2, 1, 2]),
        ("分数", [Fraction(1, 2), Fraction(1, 3)]),
        ("空列表", []),
    ):
        yield "in_order", (label,), lambda student, numbers=numbers: student.in_order(numbers)
