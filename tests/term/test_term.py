"""A whole term from the command line: nothing is lost between the roster and the archive, and its pages can be read."""

import pytest
from played import ONE, PAGES, STEPS, Term

# A page of each kind, for a person to look at: late, changed, in Chinese, with an error, for staff.
PICTURED = {
    f"feedback/s28/{ONE}/{ONE}.html": "late",
    f"feedback/s14/{ONE}/{ONE}.html": "attempts",
    f"feedback/s03/{ONE}/{ONE}.html": "chinese",
    f"feedback/s17/{ONE}/{ONE}.html": "wrong",
    f"class/{ONE}.html": "class",
    f"class/{ONE}-pseudonyms.html": "pseudonyms",
    f"staff/s16/{ONE}/{ONE}.html": "staff",
}


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """A term, as far as its pages."""
    played = Term(tmp_path_factory.mktemp("term") / "course")
    for step in PAGES:
        step(played)
    return played


@pytest.mark.browser
def test_no_page_is_wider_than_the_screen_or_loads_anything_or_complains(screen, term):
    var = term.root / "var"
    pages = sorted(var.rglob("*.html"))
    assert len(pages) == 30 + 30 + 2 + 1
    changed = f"feedback/{term.kept['lost']}/{ONE}/{ONE}.html"
    seen = set()
    screen.driver.get_log("browser")  # what other tests' pages complained of
    for page in pages:
        name = page.relative_to(var).as_posix()
        picture = "changed" if name == changed else PICTURED.get(name)
        seen.add(picture)
        screen.open(page.as_uri())
        for width in (360, 1200):
            screen.resize(width)
            assert screen.all("h1"), name
            assert screen.run("return document.documentElement.scrollWidth") <= width, name
            if picture:
                screen.whole_picture(f"term_{picture}_{width}")
        assert screen.run("return performance.getEntriesByType('resource').length") == 0, name
        assert not [one for one in screen.driver.get_log("browser") if one["level"] == "SEVERE"], name
    assert seen >= {*PICTURED.values()}


def test_a_term_from_the_roster_to_the_archive(term):
    for step in STEPS[len(PAGES) :]:
        step(term)
