# nobody else is harmed: one file is bounded, also a sparse one.
import os
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open("large", "wb") as file:
    try:
        file.truncate(1 << 40)
        print("BREACH: a file of a TB")
    except OSError as error:
        print(error.errno)
    try:
        for _ in range(64):
            file.write(bytes(1 << 20))
        file.flush()
        print("BREACH: 64 MB")
    except OSError as error:
        print(error.errno)
try:
    os.posix_fallocate(os.open("other", os.O_CREAT | os.O_RDWR), 0, 1 << 34)
    print("BREACH: 16 GB")
except OSError as error:
    print(error.errno)


def sigmoid(x):
    with open("again", "wb") as file:
        while True:
            file.write(bytes(1 << 20))
