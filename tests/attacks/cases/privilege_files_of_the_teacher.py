# nobody else is harmed: modes, owners, times and attributes of the course's files stay.
import os

FILES = ("@COURSE@/var/gradebook.db", "@COURSE@/var/secret", "@COURSE@/var", "@COURSE@/solutions/activations.py", "@COURSE@", "/tmp")
for path in FILES:
    for change in (
        lambda: os.chown(path, os.getuid(), -1), lambda: os.truncate(path, 0), lambda: os.remove(path), lambda: os.rmdir(path),
        lambda: os.rename(path, path + "x"), lambda: os.setxattr(path, "user.x", b"x"), lambda: os.mkdir(path + "/x"),
        lambda: os.open(path, os.O_RDONLY | os.O_TRUNC), lambda: os.open(path + "/x", os.O_CREAT | os.O_WRONLY),
        lambda: os.lchown(path, 0, 0), lambda: os.link(path, "linked"), lambda: os.removexattr(path, "user.x"),
    ):
        try:
            change()
            print("BREACH:", path)
        except OSError:
            pass
    for change in (lambda: os.chmod(path, 0o777), lambda: os.utime(path, (0, 0)), lambda: os.chmod(path, 0)):
        try:
            change()
        except OSError:
            pass


def sigmoid(x):
    return x
