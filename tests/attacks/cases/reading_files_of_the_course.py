# nothing of ours is seen: suites, solutions, secret, gradebook and other hand-ins cannot be opened.
import glob
import os

ROOTS = ("@COURSE@", "@KIT@", "@COURSE@/..", "/proc/self/root@COURSE@", "/proc/self/cwd/../..@COURSE@")
PATHS = (
    "tests/suites/activations/test_sigmoid.py", "tests/suites/activations/misconceptions.yml", "course.yml", "var/secret",
    "solutions/activations.py", "var/gradebook.db", "var/grade.lock", "source/activations/activations.ipynb",
    "source/activations/checks/test_sigmoid.py", "var/submitted/aaa_graded_alone/activations/activations.ipynb",
    "var/reports/aaa_graded_alone/activations/report.json", "tests", "var", "var/submitted", "solutions",
)
for root in ROOTS:
    for path in PATHS:
        whole = f"{root}/{path}"
        for open_ in (lambda: open(whole).read(), lambda: os.open(whole, os.O_RDONLY), lambda: os.listdir(whole),
                      lambda: os.open(whole, os.O_WRONLY), lambda: os.open(whole, os.O_RDWR | os.O_APPEND)):
            try:
                print("BREACH:", whole, open_())
            except OSError:
                pass
    for found in glob.glob(f"{root}/**/*.py", recursive=True):
        print("BREACH:", found)


def sigmoid(x):
    return open("@COURSE@/solutions/activations.py").read()
