# nothing of ours is seen: memory, terminals and disks as devices.
import os

for name in ("mem", "kmem", "port", "kmsg", "tty", "pts/0", "ptmx", "console", "sda", "vda", "loop0", "fuse", "kvm", "shm",
             "net/tun", "input/event0", "snapshot", "hpet", "disk", "mqueue", "nvme0n1", "dri/card0"):
    for flags in (os.O_RDONLY, os.O_RDWR):
        try:
            print("BREACH:", name, os.open(f"/dev/{name}", flags))
        except OSError:
            pass
for kind, number in ((0o020666, (1, 1)), (0o060666, (8, 0)), (0o010666, (0, 0)), (0o140666, (0, 0))):
    try:
        os.mknod("device", kind, os.makedev(*number))
        print("BREACH:", oct(kind))
    except OSError:
        pass
try:
    os.mkfifo("pipe")
    print("BREACH: a named pipe")
except OSError:
    pass


def sigmoid(x):
    return open("/dev/mem", "rb").read(10)
