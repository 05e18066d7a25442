"""distances：每个格子的最少步数。"""

import pytest


def maze_of(rng, size):
    """随机的迷宫：一部分格子是墙。"""
    free = {(row, column) for row in range(size) for column in range(size) if rng.random() < 0.7} | {(0, 0)}
    sides = ((0, 1), (1, 0), (0, -1), (-1, 0))
    return {(row, column): {(row + y, column + x) for y, x in sides} & free for row, column in free}


def by_waves(maze, start):
    """用另一种办法得到答案：一圈一圈地向外走。"""
    reached, wave, step = {}, {start}, 0
    while wave:
        reached |= dict.fromkeys(wave, step)
        wave = {near for here in wave for near in maze[here]} - reached.keys()
        step += 1
    return reached


@pytest.mark.weight(2)
@pytest.mark.parametrize("size", [4, 7])
def test_every_cell_has_its_least_number_of_steps(student, rng, size):
    """每个能到的格子都有最少的步数。"""
    maze = maze_of(rng, size)
    while len(by_waves(maze, (0, 0))) < size:
        maze = maze_of(rng, size)
    assert student.distances(maze, (0, 0)) == by_waves(maze, (0, 0))


@pytest.mark.side
def test_the_maze_is_left_alone(student, rng):
    """迷宫保持原样。"""
    maze = maze_of(rng, 4)
    before = {here: set(near) for here, near in maze.items()}
    student.distances(maze, (0, 0))
    assert maze == before
