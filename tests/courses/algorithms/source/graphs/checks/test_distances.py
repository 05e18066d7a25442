"""distances：学生自己运行的检查。"""


def test_a_corridor_and_a_shortcut(student):
    """走廊里有一条近路，步数要最少；走不到的格子不在其中。"""
    maze = {
        (0, 0): {(0, 1), (0, 2)},
        (0, 1): {(0, 0), (0, 2)},
        (0, 2): {(0, 3)},
        (0, 3): set(),
        (9, 9): set(),
    }
    got = student.distances(maze, (0, 0))
    want = {(0, 0): 0, (0, 1): 1, (0, 2): 1, (0, 3): 2}
    assert got == want, f"distances 得到 {got}\n应当是 {want}"


def test_two_ways_of_different_length(student):
    """两条路一长一短，算短的那条。"""
    maze = {(0, 0): {(0, 1), (1, 0)}, (1, 0): {(2, 0)}, (2, 0): {(2, 1)}, (0, 1): {(2, 1)}, (2, 1): set()}
    got = student.distances(maze, (0, 0))
    assert got[2, 1] == 2, f"从 (0, 0) 到 (2, 1) 得到 {got[2, 1]} 步\n应当是 2 步"
