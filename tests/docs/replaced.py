"""Commands of the docs that cannot be tried as they are: why, and what runs in their place.

Every other command runs as its page has it, and has to end with 0. A line may be for one page alone. `$TREE` is a repository of these files,
`$VENV` an environment for a course, `$ZIP` the students' unpacked zip.
"""

from typing import NamedTuple


class Instead(NamedTuple):
    """How a command is tried."""

    why: str
    run: str | None = None  # what runs in its place: the command itself, or nothing where this is empty
    code: int = 0  # with which it has to end
    ready: str = ""  # of a server: what it prints when it is up
    needs: str = ""  # a program or a variable of the environment without which it is left out


NOTHING = ""
BUILD = "all of them take ten seconds; `make check` compares them"
CLONE = 'git clone --quiet "$TREE" my-course && cp -RP "$VENV" my-course/.venv'
LAB = "jupyter lab --no-browser --allow-root --ip=127.0.0.1 --port=0"
SCHEDULER = "../scheduler.json"  # in which it writes its address
WATCH = Instead("it stays until Ctrl + C", ready="Waiting for the next save|等待下一次保存")

TABLE = {
    # The reader's own address, machine, group or file.
    "git clone REPOSITORY my-course": Instead("the address is the reader's own", CLONE),
    "chgrp -R staff .": Instead("the group is the reader's own", 'chgrp -R "$(id -gn)" .'),
    ".venv/bin/pytest tests/suites/activations/test_sigmoid.py --submission my_wrong_sigmoid.py": Instead(
        "a wrong answer has to fail", code=1
    ),
    "python3 -m venv grading": Instead(
        "another machine is another folder, with the two files that the page says",
        "mkdir ../worker && cp requirements/instructor.txt dist/nn_course_kit-*.whl ../worker"
        " && cd ../worker && python3 -m venv grading",
    ),
    "grading/bin/python -m pip install -r instructor.txt": Instead(
        "the same locked wheels in a tenth of the time; jupyterhub.md types pip",
        '"$VENV/bin/uv" pip install --quiet --python grading/bin/python --no-index --find-links "$PIP_FIND_LINKS"'
        " --require-hashes -r instructor.txt",
    ),
    "learn/bin/python -m pip install -r requirements.txt": Instead(
        "the same file in a tenth of the time; pip itself reads it as jupyterhub.md says",
        '"$VENV/bin/uv" pip install --quiet --python learn/bin/python --no-index --find-links "$PIP_FIND_LINKS"'
        " --require-hashes -r requirements.txt",
    ),
    "python3 -m pip install -r requirements.txt": Instead(
        "the image of a hub; students.md installs the same file in full",
        '(course=$PWD; cd "$ZIP" && "$course/.venv/bin/python" -m pip install --quiet --dry-run'
        " --ignore-installed -r requirements.txt)",
    ),
    ".venv/bin/autograder restore ../term.zip": Instead(
        "the page wants an empty copy of the course",
        f"mkdir ../later && cd ../later && {CLONE} && cd my-course"
        " && .venv/bin/autograder restore ../../term.zip",
    ),
    ".venv/bin/autograder collect activations submissions.zip": Instead(
        "a zip is one LMS's: Canvas's comes too, so that its lines below have somebody",
        ".venv/bin/autograder collect activations submissions.zip"
        " && .venv/bin/autograder collect activations canvas.zip",
    ),
    # A course of one's own, from a wheel: here with the tree's kit, which is not installed.
    "docs/authors.md: autograder init --title Statistics --language en": Instead(
        "an empty folder, and the environment of the tests",
        'mkdir "../my statistics" && cd "../my statistics" && cp -RP "$VENV" .venv'
        " && .venv/bin/autograder init --title Statistics --language en",
    ),
    "docs/authors.md: autograder bundle": Instead(
        "the kit is not installed here; tests/kit/authoring/test_kit_wheel.py packs one that is",
        '.venv/bin/autograder bundle --wheel "$ZIP"/*.whl',
    ),
    **{
        f"docs/authors.md: {line}": Instead("by its path, as no environment is active", f".venv/bin/{line}")
        for line in ("autograder grade first_steps", "pytest", "autograder audit")
    },
    # What does not end by itself.
    ".venv/bin/jupyter lab": Instead(
        "as root, without a browser, on a free port", f".venv/bin/{LAB}", ready=r"127\.0\.0\.1:\d+/lab"
    ),
    "learn/bin/python -m pip config set global.index-url ADDRESS": Instead(
        "the address is the reader's own", "learn/bin/python -m pip config debug"
    ),
    "learn/bin/jupyter lab": Instead(
        "as root, without a browser, on a free port", f"learn/bin/{LAB}", ready=r"127\.0\.0\.1:\d+/lab"
    ),
    "learn/bin/autograder check --watch en/activations/activations.ipynb": WATCH,
    "learn/bin/autograder check --watch zh/activations/activations.ipynb": WATCH,
    ".venv/bin/autograder grade activations --follow --quota 3": Instead(
        "it stays until Ctrl + C", ready=r"following .*: activations; Ctrl \+ C ends it"
    ),
    ".venv/bin/autograder mark activations --as ann": Instead(
        "it stays until Ctrl + C", ready=r"marking as ann: http://127\.0\.0\.1:\d+/"
    ),
    ".venv/bin/dask scheduler": Instead(
        "a free port of this machine alone",
        f".venv/bin/dask scheduler --host 127.0.0.1 --port 0 --no-dashboard --scheduler-file {SCHEDULER}",
        ready="Scheduler at:",
    ),
    "grading/bin/dask worker tcp://scheduler:8786 --nthreads 8": Instead(
        "the scheduler is on this machine, which has fewer cores",
        f"grading/bin/dask worker --scheduler-file {SCHEDULER} --nthreads 2 --no-dashboard"
        " --local-directory .",
        ready="Starting established connection",
    ),
    ".venv/bin/autograder grade activations --scheduler tcp://scheduler:8786": Instead(
        "the scheduler is on this machine",
        "cd ../my-course && .venv/bin/autograder grade activations"
        f" --scheduler $(grep -o 'tcp://[0-9.:]*' {SCHEDULER} | head -n 1)",
    ),
    # A hub, its exchange and its students: tests/hub has them.
    **dict.fromkeys(
        (
            ".venv/bin/nbgrader release_assignment activations",
            ".venv/bin/nbgrader collect activations --update",
            ".venv/bin/nbgrader release_feedback activations",
            "tests/hub/start.sh",
            ".venv/bin/pytest tests/hub",
        ),
        Instead("tests/hub does it, on a hub", NOTHING),
    ),
    ".venv/bin/autograder grade activations --follow --quota 5": Instead(
        "it stays until Ctrl + C", ready=r"following .*: activations; Ctrl \+ C ends it"
    ),
    # What this machine may not have.
    ".venv/bin/autograder feedback activations --to moodle --pdf": Instead(
        "PDFs are printed with Chromium", needs="chromium"
    ),
    "docs/scale.md: .venv/bin/autograder grade activations": Instead(
        "the server's address is the reader's own",
        'echo "gradebook: $TEST_POSTGRES_URL" >> course.yml && .venv/bin/autograder grade activations',
        needs="TEST_POSTGRES_URL",
    ),
    "tests/postgres/start.sh .venv/bin/pytest tests/kit/gradebook/test_gradebook.py": Instead(
        "a server is started only where one is running already",
        ".venv/bin/pytest -q tests/kit/gradebook/test_gradebook.py -k postgres",
        needs="TEST_POSTGRES_URL",
    ),
    # The whole of what one part shows.
    "make demo": Instead(
        "its endless loops take half a minute; the rest of the page grades a class too",
        "make -n demo",
    ),
    "make bundle": Instead("it runs once, for the students' pages: see `zip_folder` in conftest.py", "make -n bundle"),
    "make book": Instead("two minutes; tests/browser/test_book.py builds the site and looks at it", "make -n book"),
    "make build": Instead(BUILD, ".venv/bin/autograder build activations"),
    ".venv/bin/autograder build": Instead(BUILD, ".venv/bin/autograder build activations"),
    ".venv/bin/autograder build --check": Instead(BUILD, ".venv/bin/autograder build --check activations"),
    ".venv/bin/autograder audit": Instead(
        "all assignments take minutes; `pytest tests/course/test_proof.py` audits all of them", NOTHING
    ),
    ".venv/bin/autograder audit activations": Instead(
        "one function shows it; `pytest tests/course/test_proof.py` audits all of them",
        ".venv/bin/autograder audit activations --function relu",
    ),
    ".venv/bin/autograder audit activations --function softplus": Instead(
        "tests/kit/authoring/test_new.py follows the page's steps, and audits softplus",
        ".venv/bin/autograder audit activations --function relu",
    ),
    ".venv/bin/pytest tests/course --update-golden": Instead(
        "all hand-ins of the course take minutes",
        ".venv/bin/pytest -q tests/course/test_examples.py -k start --update-golden",
    ),
    # The network, or what runs all tests: CI runs these, or a maintainer.
    "make test": Instead("it runs the tests; `.ci/run` runs all of them", NOTHING),
    "make test-all": Instead("it runs this test; `.ci/run` runs it", NOTHING),
    ".ci/run": Instead("it runs this test", NOTHING),
    "make check": Instead("`.ci/run` runs it", NOTHING),
    "make fuzz": Instead("it looks for an hour", NOTHING),
    "make lock": Instead("it asks the package index", NOTHING),
    "make test-newest": Instead("it installs from the package index; a weekly workflow runs it", NOTHING),
    # The image: tests/container/test_containerfile.py types the page's `podman` lines.
    "podman build --tag autograder .": Instead("tests/container builds it on a Debian of its own", NOTHING),
    "alias autograder='podman run --rm --network=none --hostname=worker"
    " --userns=keep-id:uid=1000,gid=1000 --volume=$PWD:/course autograder'": Instead(
        "tests/container runs the image with these options", NOTHING
    ),
    **{
        f"docs/container.md: autograder {line}": Instead(
            "tests/container grades a class in the image; instructors.md and term.md type it without one", NOTHING
        )
        for line in (
            "doctor", "roster class.csv", "collect activations submissions.zip", "grade activations",
            "feedback activations",
        )
    },
}  # fmt: skip
