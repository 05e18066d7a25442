# nothing of ours is seen: no file of the machine's or of a person's.
import os

for path in (
    "/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/hosts", "/etc/ssh/sshd_config", "/etc/resolv.conf", "/etc/fstab",
    "/root/.bash_history", "/root/.ssh/id_rsa", "/root/.netrc", "/home", "/root", "/etc", "/", "/tmp", "/work", "/var",
    "/opt", "/srv", "/run", "/boot", "/sys", "/sys/class/net", "/var/log/syslog", "/var/run/docker.sock",
):
    try:
        print("BREACH:", path, open(path).read())
    except OSError:
        pass
    try:
        names = os.listdir(path)
        if path not in ("/", "/tmp") or "etc" in names:
            print("BREACH:", path, names)
    except OSError:
        pass
try:
    import pwd

    if pwd.getpwall():
        print("BREACH:", pwd.getpwall())
except (ImportError, KeyError, OSError):
    pass


def sigmoid(x):
    return open("/etc/passwd").read()
