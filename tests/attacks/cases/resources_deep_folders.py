# nobody else is harmed: folders so deep that to remove them is itself a recursion.
import os

depth = 0
try:
    for _ in range(3000):
        os.mkdir("d")
        os.chdir("d")
        depth += 1
except OSError as error:
    print(error.errno)
print(depth > 10)


def sigmoid(x):
    with open("here", "w") as file:
        file.write("x")
    return x
