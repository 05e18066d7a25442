# ended in time: what is printed is cut, not kept.
import sys

for _ in range(300):
    print("x" * 1_000_000)
sys.stderr.write("y" * 10_000_000)


def sigmoid(x):
    for _ in range(1000):
        print("x" * 100_000)
    return x
