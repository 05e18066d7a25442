"""Takes the two pictures of README and of the site's first page, after `make demo`: readme_pictures.py [FOLDER].

They are a real feedback page and a real class report, of the demo's made-up class.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from screen import Screen

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "var" / "demo"
PICTURES = ROOT / "docs" / "book" / "pictures"
STUDENT = "hanmeimei"
WIDTH, HEIGHT = 860, 760


def take(screen: Screen, page: Path, file: Path) -> None:
    """The top of a page, in few colours: it is committed."""
    screen.open(page.as_uri(), WIDTH, HEIGHT)
    screen.run("document.documentElement.style.overflow = 'hidden'")  # no scroll bar
    screen.picture(file.stem)
    Image.open(screen.pictures / file.name).convert("RGB").quantize(48).save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size / 1000:.0f} kB")


def main() -> int:
    """Both of them; the demo has to be there."""
    feedback = DEMO / "var/feedback" / STUDENT / "activations/activations.html"
    if not feedback.is_file():
        print("the demo is not there; next: make demo")
        return 3
    command = [sys.executable, "-m", "autograder.cli", "report", "activations", "--course", str(DEMO)]
    subprocess.run(command, check=True)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        screen = Screen(Path(profile), Path(profile) / "pictures")
        try:
            take(screen, feedback, folder / "feedback.png")
            take(screen, DEMO / "var/class/activations.html", folder / "class_report.png")
        finally:
            screen.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
