# ended in time: signs of life while the program runs do not put off its end.
import os
import stat
import sys

wire = sys.modules["wire"]
for number in range(3, 64):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            SOCKET = number
    except OSError:
        pass
import time

index = 0
while True:
    os.write(SOCKET, wire.frame(wire.Ran(0, index, False, "", 0, "x", 0)))
    index += 1
    time.sleep(0.3)


def sigmoid(x):
    return x
