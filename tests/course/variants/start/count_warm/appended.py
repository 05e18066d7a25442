"""Right but different: count_warm, appended."""


def count_warm(temperatures, limit):
    warm = []
    for t in temperatures:
        if limit < t:
            warm.append(t)
    return len(warm)
