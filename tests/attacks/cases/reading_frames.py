# nothing of ours is seen: the frames below the student's hold no test and no answer.
import gc
import inspect
import sys

WORDS = ("def " + "wished", "assert_" + "allclose", "test_values_match_the_" + "definition", "(1 + np." + "tanh")
me = open.__name__ * 0


def look(what):
    for word in WORDS:
        if word in what:
            return word
    return ""


def sigmoid(x):
    frame = sys._getframe()
    while frame:
        for name, value in [*frame.f_locals.items(), *frame.f_globals.items()]:
            if name not in ("WORDS", "frame") and isinstance(value, str | bytes) and look(str(value)):
                raise RuntimeError(f"BREACH: {name}")
        frame = frame.f_back
    for thing in gc.get_objects():
        if isinstance(thing, dict):
            for value in list(thing.values()):
                if isinstance(value, str) and look(value):
                    raise RuntimeError(f"BREACH: {value[:50]}")
    if any("suites" in part.filename or "grading" in part.filename for part in inspect.stack()):
        raise RuntimeError("BREACH: a frame of the grader's")
    if "pytest" in sys.modules or "autograder.grading" in sys.modules:
        raise RuntimeError("BREACH: pytest")
    return x
