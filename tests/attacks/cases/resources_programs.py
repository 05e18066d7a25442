# nobody else is harmed: no other program is started.
import multiprocessing
import os
import subprocess

if os.system("echo hello > said") == 0 and os.path.exists("said"):
    print("BREACH: a shell")
try:
    print("BREACH:", subprocess.run(["/bin/sh", "-c", "id"], capture_output=True))
except OSError as error:
    print(error.errno)
for path in ("/bin/sh", "/usr/bin/id", "/proc/self/exe", "/lib64/ld-linux-x86-64.so.2"):
    try:
        os.execv(path, ["sh", "-c", "echo BREACH"])
    except OSError as error:
        print(error.errno)
try:
    with multiprocessing.Pool(2) as pool:
        print("BREACH:", pool.map(abs, [1]))
except OSError as error:
    print(error.errno)


def sigmoid(x):
    os.execv("/bin/true", ["true"])
