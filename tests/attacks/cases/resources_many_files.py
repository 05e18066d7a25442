# nobody else is harmed: files and folders without end in the scratch folder.
import os

for number in range(5000):
    try:
        with open(f"file{number}", "w") as file:
            file.write("x" * 4096)
    except OSError:
        break
try:
    os.makedirs("/".join(["deep"] * 500))
except OSError as error:
    print(error.errno)


def sigmoid(x):
    number = 0
    while True:
        number += 1
        try:
            os.mkdir(f"folder{number}")
        except OSError:
            pass
