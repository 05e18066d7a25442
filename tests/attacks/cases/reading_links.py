# nothing of ours is seen: links, mounts and copies in the scratch folder lead nowhere.
import ctypes
import os
import shutil

libc = ctypes.CDLL(None, use_errno=True)
for target in ("@COURSE@/var/secret", "@COURSE@", "/etc/passwd", "/"):
    for number, make in enumerate((os.symlink, os.link, shutil.copy, shutil.copytree, os.rename)):
        place = f"link{number}{abs(hash(target))}"
        try:
            make(target, place)
            print("BREACH:", make.__name__, target)
            print(open(place).read())
        except OSError:
            pass
    try:
        os.chdir(target)
        if os.listdir("."):
            print("BREACH:" if target != "/" or os.path.exists("etc/passwd") else "", target, os.listdir("."))
    except OSError:
        pass
for number, arguments in ((165, (b"/", b".", None, 4096, None)), (428, (-100, b"/etc", 1)), (161, (b"..",)), (304, (3, b"", 0))):
    if libc.syscall(number, *arguments) >= 0:
        print("BREACH: system call", number)


def sigmoid(x):
    return x
