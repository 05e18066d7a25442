# nothing of ours is seen: /proc of the grader, the zygote and others.
import os

for pid in ("@GRADER@", str(os.getppid()), "1", "2", "self/../@GRADER@"):
    for name in ("environ", "cmdline", "maps", "mem", "fd", "fdinfo", "cwd", "root", "exe", "stack", "auxv", "syscall",
                 "task", "map_files", "io", "limits", "mountinfo", "pagemap", "status", "stat", "wchan", "ns"):
        path = f"/proc/{pid}/{name}"
        for read in (lambda: open(path, "rb").read(200), lambda: os.listdir(path), lambda: os.open(path, os.O_WRONLY)):
            try:
                print("BREACH:", path, read())
            except OSError:
                pass
        if "@GRADER@" in pid:
            try:
                print("BREACH:", path, os.readlink(path))
            except OSError:
                pass
for path in ("/proc/kcore", "/proc/kallsyms", "/proc/keys", "/proc/net/unix", "/proc/sysvipc/shm", "/proc/sys/kernel/core_pattern",
             "/proc/self/mem", "/proc/self/environ", "/proc/mounts", "/proc/kmsg", "/proc/sysrq-trigger", "/proc/1/root/etc/passwd"):
    try:
        if found := open(path, "rb").read(200):  # a container puts an empty file over some of them
            print("BREACH:", path, found)
    except OSError:
        pass


def sigmoid(x):
    return open("/proc/@GRADER@/environ").read()
