# nobody else is harmed: nothing can be written where Python looks for modules.
import site
import sys
import sysconfig
import os

places = [*sys.path, *site.getsitepackages(), sysconfig.get_paths()["stdlib"], os.path.dirname(np.__file__), "/usr/lib"]
for place in places:
    for name in ("attacker.pth", "sitecustomize.py", "__pycache__/attacker.pyc"):
        try:
            with open(os.path.join(place, name), "w") as file:
                file.write("import os")
            print("BREACH:", place)
        except OSError:
            pass
for path in (np.__file__, os.__file__, sys.modules["wire"].__file__, sys.modules["program"].__file__):
    try:
        with open(path, "a") as file:
            file.write("\nimport os\n")
        print("BREACH:", path)
    except OSError:
        pass
    for change in (lambda: os.remove(path), lambda: os.rename(path, path + "x"), lambda: os.truncate(path, 0)):
        try:
            change()
            print("BREACH:", path)
        except OSError:
            pass


def sigmoid(x):
    return x
