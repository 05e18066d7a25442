"""Chinese characters in figures: Matplotlib's own font has none, and many machines have no other.

The file is Noto Sans SC, under the licence beside it, with the 3,755 characters of GB 2312's first level and
those of the course alone.
"""

import sys
from pathlib import Path

from autograder.worker import fonts

FONT = Path(__file__).parent / "NotoSansSC.ttf"


def provide() -> None:
    """Add the kit's font to Matplotlib, if that is loaded, for characters that its own font lacks."""
    if "matplotlib.pyplot" in sys.modules:
        fonts.provide(FONT)
