# nothing of ours is seen: a support file may be read, and what lies beside it may not.
import os

for path in ("@COURSE@/source/activations/data/..", "@COURSE@/source/activations/data/../../../var/secret",
             "@COURSE@/source/activations/data/../activations.ipynb", "@COURSE@/source"):
    try:
        print("BREACH:", os.listdir(path))
    except OSError:
        pass
    try:
        print("BREACH:", open(path).read(100))
    except OSError:
        pass
print(open("@COURSE@/source/activations/data/numbers.csv").read())
for mode in ("w", "a", "r+"):
    try:
        open("@COURSE@/source/activations/data/numbers.csv", mode)
        print("BREACH: a support file may be written")
    except OSError:
        pass


def sigmoid(x):
    return x
