"""Chinese characters in figures: Matplotlib's own font has none, and many machines have no other.

The file is Noto Sans SC, under the licence beside it, with the 3,755 characters of GB 2312's first level and
those of the course alone.
"""

import dataclasses
import sys
from pathlib import Path

FONT = Path(__file__).parent / "NotoSansSC.ttf"
NAME = "Noto Sans SC"


def provide() -> None:
    """Add the kit's font to Matplotlib, if that is loaded, for characters that its own font lacks."""
    if "matplotlib.pyplot" not in sys.modules:
        return
    from matplotlib import font_manager, rcParams

    if NAME not in rcParams["font.family"]:
        manager = font_manager.fontManager
        manager.addfont(FONT)
        # Registered for bold text as well, so that Matplotlib does not warn that this weight is missing.
        manager.ttflist.append(dataclasses.replace(manager.ttflist[-1], weight=700))
        rcParams["font.family"] = [*rcParams["font.family"], NAME]
