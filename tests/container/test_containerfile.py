"""The image of the Containerfile: built and started by an unprivileged user, it grades a class as docs/container.md says.

No registry is asked for an image: the base is a Debian root made by debootstrap. Root runs Podman as an account
that is there for the tests alone. Its images are kept, so that a second run builds only what has changed.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
FOLDER = Path("/var/tmp") / f"nn-course-kit-container-{os.geteuid()}"  # safe to remove
COURSE = FOLDER / "course"
TEACHER, UID, SUBORDINATE = "nn-course-kit-test", 60800, 1_900_000_000
BASE, IMAGE, RELEASE = "localhost/nn-course-kit-debian", "localhost/autograder", "trixie"
DOCS = (HOME / "docs" / "container.md").read_text(encoding="utf-8")
# What a teacher's folder holds that the image needs or must not hold.
PARTS = [
    *("Containerfile", ".containerignore", "LICENSE", "LICENSE-CONTENT", "README.md", "pyproject.toml"),
    *("course.yml", "nbgrader_config.py", "requirements", "docs", "autograder"),
]
PRIVATE = ["tests/suites", "source", "release", "solutions", "var"]


class Podman:
    """Podman as somebody without privileges, in the course's folder."""

    def __init__(self) -> None:
        self.missing = [name for name in ("podman", "newuidmap") if not shutil.which(name)]
        self.runtime = ["--runtime", "runc"] if shutil.which("runc") else []
        self.identity, self.env = {}, dict(os.environ)
        if os.geteuid() == 0:
            self.missing += [name for name in ("debootstrap", "useradd") if not shutil.which(name)]
            self.identity = {"user": UID, "group": UID, "extra_groups": []}
            self.env |= {"HOME": str(FOLDER / "home"), "XDG_RUNTIME_DIR": f"/run/user/{UID}", "USER": TEACHER}
        self.env["PODMAN_IGNORE_CGROUPSV1_WARNING"] = "1"

    def __call__(self, *command, seconds=300, **options):
        """Run one Podman command."""
        return subprocess.run(
            ["podman", *self.runtime, *map(str, command)], cwd=COURSE, env=self.env,
            capture_output=True, encoding="utf-8", timeout=seconds, **self.identity, **options,
        )  # fmt: skip

    def autograder(self, *arguments, without="", options=()):
        """Run a command of the kit's as docs/container.md does, with the image's name before the arguments."""
        command = [word for word in documented("podman run") if word != without]
        command = [word.replace("$PWD", str(COURSE)) for word in command]
        return self(*command[1:-1], *options, *command[-1:], *arguments)


def documented(start):
    """Return the words of the command in docs/container.md that begins so."""
    found = next(line for line in DOCS.replace("\\\n", "").splitlines() if start in line)
    return shlex.split(found[found.index("podman") :].rstrip("'"))


@pytest.fixture(scope="module")
def podman():
    """Podman, an account to run it as, and a course that this account owns."""
    ran = Podman()
    demanded = os.environ.get("REQUIRE_CONTAINER")
    if ran.missing or sys.platform != "linux":
        assert not demanded, f"not installed: {ran.missing}"
        pytest.skip(f"not installed: {ran.missing}")
    FOLDER.mkdir(mode=0o755, exist_ok=True)
    assert FOLDER.lstat().st_uid == os.geteuid(), f"{FOLDER} is somebody else's"
    with (FOLDER / "lock").open("w") as lock, contextlib.ExitStack() as tidy:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if ran.identity:
            make_account(tidy)
        make_course()
        tried = ran("info")
        if tried.returncode:
            assert not demanded, tried.stderr
            pytest.skip(f"no rootless Podman here: {tried.stderr.strip()[-200:]}")
        yield ran


def make_account(tidy):
    """Create an account with subordinate ids, and remove it at the end; its home stays."""
    runtime = Path(f"/run/user/{UID}")
    remove_account(runtime)  # of a run that was killed
    tidy.callback(remove_account, runtime)
    home = FOLDER / "home"
    subprocess.run(["groupadd", "--gid", str(UID), TEACHER], check=True)
    subprocess.run(
        ["useradd", "--uid", str(UID), "--gid", str(UID), "--no-create-home", "--home-dir", home, TEACHER],
        check=True,
    )
    subordinate = f"{SUBORDINATE}-{SUBORDINATE + 65535}"
    subprocess.run(
        ["usermod", "--add-subuids", subordinate, "--add-subgids", subordinate, TEACHER], check=True
    )
    for folder in (home, runtime):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.chown(folder, UID, UID)


def remove_account(runtime):
    """End the process that holds the account's user namespace, and remove the account."""
    with contextlib.suppress(OSError, ValueError):
        os.kill(int((runtime / "libpod/tmp/pause.pid").read_text()), signal.SIGKILL)
    shutil.rmtree(runtime, ignore_errors=True)
    subprocess.run(["userdel", "--force", TEACHER], capture_output=True)


def make_course():
    """A teacher's copy of the course, with two hand-ins: the reference, and the release as it was handed out."""
    shutil.rmtree(COURSE, ignore_errors=True)
    for part in [*PARTS, *PRIVATE[:-1]]:
        source, place = HOME / part, COURSE / part
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, place)
    for student, work in (("ada", "source"), ("rosa", "release")):
        place = COURSE / "var/submitted" / student / "activations"
        place.mkdir(parents=True)
        shutil.copy(COURSE / work / "activations/activations.ipynb", place)
    (COURSE / "var/secret").write_text("nobody is to find this in the image")
    if os.geteuid() == 0:
        subprocess.run(["chown", "--recursive", f"{UID}:{UID}", COURSE], check=True)


@pytest.fixture(scope="module")
def image(podman):
    """The image, built as the docs say, but on our own base and with this machine's way to its packages."""
    options = make_base(podman)
    command = documented("podman build")
    built = podman(*command[1:-1], *options, *machine_settings(), *command[-1:], seconds=1800)
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
    podman("image", "prune", "--force")  # what an earlier lock or kit has left
    (COURSE / "var/secret").unlink()  # the kit makes its own
    return IMAGE


def make_base(podman):
    """The options that build on our own Debian root; without root's rights the default base is pulled."""
    if os.geteuid() != 0:
        pulled = podman("pull", "--quiet", "docker.io/library/debian:13-slim")
        if pulled.returncode:
            assert not os.environ.get("REQUIRE_CONTAINER"), pulled.stderr
            pytest.skip("no base image can be pulled, and making one takes root's rights")
        return []
    if podman("image", "exists", BASE).returncode:
        root = FOLDER / "root"
        shutil.rmtree(root, ignore_errors=True)
        made = subprocess.run(
            ["debootstrap", "--variant=minbase", RELEASE, root, *mirror()], capture_output=True, text=True
        )
        assert made.returncode == 0, made.stdout[-2000:]
        (root / "etc/dpkg/dpkg.cfg.d/image").write_text("force-unsafe-io\n")  # as Debian's own images have it
        packed = subprocess.Popen(
            ["tar", "--directory", root, "--exclude=./var/cache/apt/archives/*.deb", "--create", "."],
            stdout=subprocess.PIPE,
        )
        with packed:
            imported = podman("import", "--quiet", "-", BASE, stdin=packed.stdout)
        shutil.rmtree(root)
        assert imported.returncode == 0, imported.stderr
    return ["--build-arg", f"BASE={BASE}"]


def mirror():
    """Debian's mirror as this machine's apt has it."""
    asked = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Origin: Debian"]
    found = subprocess.run(asked, capture_output=True, text=True).stdout.split()
    return found[:1]


def machine_settings():
    """How this machine reaches Debian's packages and Python's: files that the build sees and the image does not hold.

    Proxies in the environment are passed on by Podman itself.
    """
    settings = FOLDER / "settings"
    settings.mkdir(exist_ok=True)
    options = ["--network", "host"]
    if shutil.which("apt-config"):
        dumped = subprocess.run(["apt-config", "dump"], capture_output=True, text=True).stdout.splitlines()
        kept = [line for line in dumped if line.startswith(("Acquire::http", "Acquire::Check-"))]
        (settings / "apt.conf").write_text("\n".join([*kept, ""]))
        options += ["--volume", f"{settings}/apt.conf:/etc/apt/apt.conf.d/99machine:ro"]
    listed = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True)
    pairs = (line.partition("=") for line in listed.stdout.splitlines())
    values = {name.rpartition(".")[2]: value.strip("'\"") for name, _, value in pairs}
    if certificates := values.get("cert"):
        shutil.copy(certificates, settings / "certificates.pem")
        values["cert"] = "/etc/pip.pem"  # where no package of the build's puts its own
        options += ["--volume", f"{settings}/certificates.pem:/etc/pip.pem:ro"]
    names = ("cert", "index-url", "extra-index-url", "proxy", "trusted-host", "default-timeout", "timeout")
    lines = [f"{name} = {values[name]}" for name in names if name in values]
    (settings / "pip.conf").write_text("\n".join(["[global]", *lines, ""]))
    return [*options, "--volume", f"{settings}/pip.conf:/etc/pip.conf:ro"]


def scores(student):
    """The points of each cell in a student's report."""
    report = json.loads((COURSE / "var/reports" / student / "activations/report.json").read_text())
    assert report["sandbox"] == "strong"
    return {name: cell["score"] for name, cell in report["cells"].items()}


def test_the_documented_command_grades_in_the_strong_tier_and_leaves_files_of_its_caller(podman, image):
    graded = podman.autograder("grade", "activations")
    assert graded.returncode == 0, graded.stdout + graded.stderr
    assert "2 graded, sandbox strong" in graded.stdout
    full = {"test_sigmoid": 6, "test_relu": 5, "test_tanh": 3, "test_neuron": 6}
    assert {name: scores("ada")[name] for name in full} == full
    assert not any(scores("rosa")[name] for name in full)
    written = podman.autograder("feedback", "activations")
    assert written.returncode == 0, written.stderr
    assert (COURSE / "var/feedback/ada/activations/activations.html").is_file()
    owners = {path.stat().st_uid for path in [COURSE, *COURSE.rglob("*")]}
    assert owners == {podman.identity.get("user", os.geteuid())}
    assert {path.name for path in COURSE.iterdir()} == {part.split("/")[0] for part in PARTS + PRIVATE}


def test_without_its_host_name_the_tier_is_good_and_the_doctor_says_what_to_add(podman, image):
    said = podman.autograder("doctor", without="--hostname=worker").stdout
    assert "sandbox: good" in said
    assert "--hostname worker" in said


def test_it_needs_no_capability_and_no_file_of_the_image_that_can_be_written(podman, image):
    less = ["--cap-drop=all", "--security-opt=no-new-privileges", "--read-only"]
    said = podman.autograder("doctor", options=less)
    assert said.returncode == 0, said.stdout
    assert "sandbox: strong" in said.stdout
    assert "✗" not in said.stdout


# Prints the digests of the files whose size is one of those that come in.
SEARCH = """
import hashlib, json, os, sys
sizes = set(json.load(sys.stdin))
for folder, folders, files in os.walk("/"):
    folders[:] = [name for name in folders if os.path.join(folder, name) not in ("/proc", "/sys", "/dev")]
    for name in files:
        path = os.path.join(folder, name)
        try:
            if os.path.getsize(path) in sizes:
                print(hashlib.sha256(open(path, "rb").read()).hexdigest())
        except OSError:
            pass
"""


def test_the_image_holds_nothing_of_the_course(podman, image):
    ours = [path for part in PRIVATE for path in (COURSE / part).rglob("*") if path.is_file()]
    assert len(ours) > 100
    contents = {path.read_bytes() for path in ours} - {b""}
    as_root = "run --rm --network=none --interactive --user=0 --entrypoint=python3".split()
    sizes = json.dumps([len(content) for content in contents])
    searched = podman(*as_root, image, "-c", SEARCH, input=sizes)
    assert searched.returncode == 0, searched.stderr
    digests = set(searched.stdout.split())
    assert len(digests) > 10  # other files are as long: the search did look
    assert not digests & {hashlib.sha256(content).hexdigest() for content in contents}


def test_the_image_keeps_nothing_of_the_machine_that_built_it(podman, image):
    config = json.loads(podman("image", "inspect", image).stdout)[0]
    assert config["Config"]["User"] == "autograder"
    names = {line.partition("=")[0] for line in config["Config"]["Env"]}
    assert names == {"PATH", "LANG", "XDG_CACHE_HOME"}
    script = "cat /etc/pip.conf /etc/apt/apt.conf.d/99machine"
    left = podman("run", "--rm", "--network=none", "--entrypoint=sh", image, "-c", script)
    assert left.stdout == ""
