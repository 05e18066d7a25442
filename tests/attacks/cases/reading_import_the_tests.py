# nothing of ours is seen: what is imported from the course or the kit is not there.
import importlib
import importlib.util
import runpy
import sys

sys.path[:0] = ["@COURSE@", "@KIT@", "@COURSE@/tests/suites/activations", "@COURSE@/solutions", "@KIT@/solutions"]
for name in ("test_sigmoid", "activations", "tests.suites.activations.test_sigmoid", "autograder.grading.engine",
             "autograder.grade", "autograder.sandbox.proxy", "autograder.report", "solutions.activations", "conftest"):
    try:
        module = importlib.import_module(name)
        if getattr(module, "__file__", None):
            print("BREACH:", module.__file__)
    except ImportError:
        pass
for path in ("@COURSE@/solutions/activations.py", "@KIT@/autograder/grade.py", "@KIT@/tests/suites/activations/test_relu.py"):
    try:
        runpy.run_path(path)
        print("BREACH:", path)
    except OSError:
        pass
    try:
        spec = importlib.util.spec_from_file_location("stolen", path)
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
        print("BREACH:", path)
    except OSError:
        pass


def sigmoid(x):
    from activations import sigmoid

    return sigmoid(x)
