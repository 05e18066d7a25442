# nobody else is harmed: names and modes that make a folder hard to remove.
import os

for name in ("-rf", "new\nline", "\x1b[31mred", "*", " ", "\udcff", "x" * 255):
    os.makedirs(os.path.join(name, "inner"), mode=0o000, exist_ok=True)
os.mkdir("closed", 0o000)


def sigmoid(x):
    return x
