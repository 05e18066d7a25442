"""Right but different: count_warm, takes the others away."""


def count_warm(temperatures, limit):
    cold = 0
    for t in temperatures:
        if t <= limit:
            cold += 1
    return len(temperatures) - cold
