"""Right but different: change, sum of steps."""


def change(temperatures):
    result = 0
    for i in range(1, len(temperatures)):
        result += temperatures[i] - temperatures[i - 1]
    return result
