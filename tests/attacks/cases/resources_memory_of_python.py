# ended in time: memory is bounded, and its end is the student's own.
def sigmoid(x):
    kept = []
    while True:
        kept.append(bytearray(1 << 24))


def tanh(x):
    kept = []
    while True:
        try:
            kept.append(bytearray(1 << 20))
        except MemoryError:
            pass
