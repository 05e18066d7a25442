# nobody else is harmed: descriptors are bounded.
import os

opened = 0
try:
    while True:
        os.open("/dev/null", os.O_RDONLY)
        opened += 1
except OSError as error:
    print(error.errno)
if opened > 1000:
    print("BREACH:", opened)


def sigmoid(x):
    while True:
        os.dup(0)
