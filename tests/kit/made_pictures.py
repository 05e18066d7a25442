"""A PNG made by hand, and a small course with a picture cell."""

import json
import struct
import subprocess
import sys
import zlib

import made

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DRAW = """\
plt.plot(np.linspace(0, 4, 20), [double(x) for x in np.linspace(0, 4, 20)])
plt.title("Twice")
plt.show()"""


def chunk(kind, body):
    """A part of a PNG."""
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def png(width=2, height=2, extra=b"", tail=b""):
    """A PNG, with parts that are none of the picture's."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress(b"\0\0\0" * 2)
    return SIGNATURE + header + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"") + tail


def course_with_a_picture(root, draw=DRAW, settings=made.COURSE_YML):
    """A small course whose notebook draws what `double` gives, built."""
    made.course(root, settings)
    file = root / "source/small/small.ipynb"
    source = json.loads(file.read_bytes())
    source["cells"][1]["source"] = "import matplotlib.pyplot as plt\n" + source["cells"][1]["source"]
    source["cells"].insert(4, made.cell("code", draw, "picture_double", locked=True, tags=("picture",)))
    file.write_text(json.dumps(source), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "autograder.cli", "build", "--course", str(root)], check=True)
    return root
