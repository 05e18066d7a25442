# nobody else is harmed: what one leaves in the scratch folder, the next does not find.
import os

for name in ("numpy.py", "math.py", "sitecustomize.py", "usercustomize.py", "wire.py", "program.py", "random.py"):
    with open(name, "w") as file:
        file.write("def sqrt(x):\n    return 0\nexp = maximum = tanh = sqrt\n")
for folder in (os.path.expanduser("~"), os.environ.get("TMPDIR", "/tmp"), "/tmp", "/var/tmp", "/dev/shm", "/run"):
    try:
        with open(os.path.join(folder, "left_by_an_attacker"), "w") as file:
            file.write("the answer")
        print("written")
    except OSError as error:
        print(error.errno)


def sigmoid(x):
    return x
