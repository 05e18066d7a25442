# no point earned: an answer that depends on how often it was asked.
seen = []


def sigmoid(x):
    seen.append(x)
    return seen[0] if len(seen) < 3 else seen[-2]


class Changing(float):
    def __float__(self):
        return float(len(seen))


def relu(x):
    seen.append(x)
    return Changing()
