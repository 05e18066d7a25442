"""Sphinx's settings for one language of the site. The conf.py that `site` writes takes them from here."""

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SPHINX_NAMES = {"zh": "zh_CN"}  # where Sphinx has another name for a language than the kit
MATHJAX = "mathjax/tex-chtml.js"

# Contrast of at least 4.5 to 1 where the theme's own colours have less, for light and for dark.
_LIGHT = {
    "color-foreground-muted": "#5a5c63",
    "color-admonition-title--note": "#00658f",
    "color-brand-primary": "#1d4ed8",
    "color-brand-content": "#1d4ed8",
    "color-brand-visited": "#6d28d9",
}
_DARK = {
    "color-foreground-muted": "#a3a8ae",
    "color-brand-primary": "#7ab4ff",
    "color-brand-content": "#7ab4ff",
    "color-brand-visited": "#c4a5f5",
}


def settings(language: str, title: str, languages: list[str], static: str, navigation: str) -> dict[str, Any]:
    """Return the settings for conf.py. They are plain values, so that an unchanged site is not read again.

    `navigation` changes with the list of all pages: each page shows that list, but Sphinx does not notice.
    """
    return {
        "project": title,
        "html_title": title,
        "language": SPHINX_NAMES.get(language, language),
        "html_search_language": language,
        "extensions": [
            "myst_parser",
            "sphinx.ext.mathjax",
            "sphinx_copybutton",
            "autograder.book.sphinx_extension",
        ],
        "html_theme": "furo",
        "html_theme_options": {"light_css_variables": _LIGHT, "dark_css_variables": _DARK},
        "html_sidebars": {
            "**": [
                "sidebar/brand.html",
                "sidebar/search.html",
                "sidebar/scroll-start.html",
                "sidebar/navigation.html",
                "sidebar/scroll-end.html",
            ]
        },
        "html_static_path": [str(HERE / "static"), static],
        "html_css_files": ["book.css"],
        "html_js_files": [["book.js", {"defer": "defer"}]],
        "templates_path": [str(HERE / "templates")],
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_use_index": False,
        "html_domain_indices": False,
        "html_show_copyright": False,
        "html_last_updated_fmt": None,
        "pygments_style": "a11y-high-contrast-light",
        "pygments_dark_style": "a11y-high-contrast-dark",
        "mathjax_path": MATHJAX,
        "mathjax3_config": {"options": {"enableMenu": False}, "chtml": {"mtextInheritFont": True}},
        "myst_enable_extensions": ["colon_fence", "dollarmath"],
        "myst_heading_anchors": 4,
        "copybutton_prompt_text": r">>> |\.\.\. |\$ ",
        "copybutton_prompt_is_regexp": True,
        "book_languages": languages,
        "book_language": language,
        "book_navigation": navigation,
        "suppress_warnings": ["misc.highlighting_failure"],
        "nitpicky": True,
    }
