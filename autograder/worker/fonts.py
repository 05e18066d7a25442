"""The kit's font in Matplotlib, for Chinese characters: Matplotlib's own font has none."""

import dataclasses
from pathlib import Path

NAME = "Noto Sans SC"


def provide(file: Path) -> None:
    """Add the font NAME to Matplotlib, for characters that its own font lacks."""
    from matplotlib import font_manager, rcParams

    if NAME not in rcParams["font.family"]:
        manager = font_manager.fontManager
        manager.addfont(file)
        # Registered for bold text as well, so that Matplotlib does not warn that this weight is missing.
        manager.ttflist.append(dataclasses.replace(manager.ttflist[-1], weight=700))
        rcParams["font.family"] = [*rcParams["font.family"], NAME]
