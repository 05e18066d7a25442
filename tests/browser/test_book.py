"""The site in a real browser, on a telephone and on a desk: everything loads, fits, leads somewhere, can be read."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import axe_core_python
import hand_ins
import pytest

from autograder.authoring.kit_wheel import Wheel
from autograder.book import site
from autograder.course import load_course

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = {"telephone": (360, 740), "desk": (1200, 900)}
KINDS = ("index", "activations", "training", "faq", "students", "search")
NOW = datetime(2026, 12, 1, tzinfo=UTC)
# What axe holds us to: all of its rules for WCAG 2 A and AA, and headings in order.
RULES = ["wcag2a", "wcag2aa", "cat.semantics"]

_LOOK = """
const done = arguments[arguments.length - 1];
const wide = () => [...document.querySelectorAll("article *")].filter((place) => {
  const box = place.getBoundingClientRect();
  if (!box.width || box.right <= document.documentElement.clientWidth + 1) return false;
  for (let around = place.parentElement; around; around = around.parentElement)
    if (["auto", "scroll", "hidden"].includes(getComputedStyle(around).overflowX)) return false;
  return !place.closest("mjx-assistive-mml, .visually-hidden");
}).map((place) => place.outerHTML.slice(0, 120));
const ready = window.MathJax && MathJax.startup ? MathJax.startup.promise : Promise.resolve();
ready.then(() => done({
  wide: wide(),
  page: document.documentElement.scrollWidth,
  raw: [...document.querySelectorAll(".math")].filter((one) => !one.querySelector("mjx-container")).length,
  broken: [...document.images].filter((one) => one.complete && !one.naturalWidth).map((one) => one.src),
  failed: document.querySelectorAll("mjx-merror").length,
}));
"""
# Contrast is what takes axe long, and a page has a thousand pieces of text in a dozen shades: one of each is asked.
_AXE = """
const done = arguments[arguments.length - 1];
const shade = (place) => {
  const { color, fontSize, fontWeight } = getComputedStyle(place), found = [color, fontSize, fontWeight];
  for (let around = place; around; around = around.parentElement) {
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(around);
    if (!/, 0\\)$/.test(backgroundColor)) found.push(backgroundColor);
    if (backgroundImage !== "none") found.push(backgroundImage);
    if (opacity !== "1") found.push(opacity);
  }
  return found.join();
};
const isText = (place) => place.checkVisibility() &&
  [...place.childNodes].some((own) => own.nodeType === Node.TEXT_NODE && own.data.trim());
const shades = new Set();
for (const place of document.body.querySelectorAll("*")) {
  const own = isText(place) && shade(place);
  place.toggleAttribute("data-shade", own && !shades.has(own));
  shades.add(own);
}
axe.configure({ rules: [{ id: "color-contrast", selector: "[data-shade]" }] });
axe.run(document, { runOnly: { type: arguments[0], values: arguments[1] }, resultTypes: ["violations"] })
  .then((found) => done(found.violations.map(
    (one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`)));
"""


class Links(HTMLParser):
    """The ids of a page, and where its links and files lead."""

    def __init__(self, file):
        super().__init__()
        self.ids, self.targets = set(), set()
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.add(value)
            elif name in ("href", "src") and value and tag != "use":
                self.targets.add(value)


@pytest.fixture(scope="module")
def built(kernels, tmp_path_factory):
    """The site of the whole course. What is in the wheel does not matter here."""
    wheel = Wheel("nn_course_kit-0-py3-none-any.whl", b"")
    course, places = load_course(hand_ins.ROOT)
    made = site.build_site(course, places, wheel, tmp_path_factory.mktemp("book") / "book", NOW)
    assert not [line for line in made.warnings if "WARNING" in line or "ERROR" in line]
    return made.folder


@pytest.fixture(scope="module")
def pages(built):
    """Every page of it."""
    found = sorted(built.rglob("*.html"))
    course, _ = load_course(hand_ins.ROOT)
    names = {file.relative_to(built).as_posix() for file in found}
    assert {
        f"{language}/course/{name}.html" for language in course.languages for name in course.notebooks
    } <= names
    return found


@pytest.fixture(scope="module")
def visits(built, pages, screen):
    """What is seen on a visit of each page, by its name: on a desk, then on a telephone, and what axe says.

    In dark colours, and in Chinese, axe looks at a page of each kind; of these a picture is kept for people.
    """

    def coloured(scheme):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        screen.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    seen = {}
    for file in pages:
        own = file.relative_to(built).as_posix()
        of_a_kind = file.stem in KINDS
        screen.driver.get_log("browser")  # what other tests' pages complained of
        coloured("light")
        screen.open(file.as_uri(), *WIDTHS["desk"])
        found = {"desk": screen.driver.execute_async_script(_LOOK), "axe": []}
        schemes = ("light", "dark") if of_a_kind else ("light",) if own.startswith("en/") else ()
        if schemes:
            screen.run(AXE)
        for scheme in schemes:
            coloured(scheme)
            # Dark colours change nothing but the contrast.
            asked = ("tag", RULES) if scheme == "light" else ("rule", ["color-contrast"])
            found["axe"] += [f"{scheme}, {one}" for one in screen.driver.execute_async_script(_AXE, *asked)]
        coloured("light")
        screen.resize(*WIDTHS["telephone"])
        found["telephone"] = screen.driver.execute_async_script(_LOOK)
        for scheme, place in product(("dark", "light"), WIDTHS) if of_a_kind and screen.for_people else ():
            coloured(scheme)
            screen.resize(*WIDTHS[place])
            screen.picture(f"book_{own.replace('/', '_').removesuffix('.html')}_{place}_{scheme}")
        found["log"] = [
            one["message"] for one in screen.driver.get_log("browser") if one["level"] == "SEVERE"
        ]
        seen[own] = found
    screen.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    return seen


def test_every_page_loads_without_a_complaint(visits):
    for own, found in visits.items():
        assert found["log"] == [], own
        assert (found["desk"]["broken"], found["desk"]["failed"], found["desk"]["raw"]) == ([], 0, 0), own


@pytest.mark.parametrize("place", WIDTHS)
def test_nothing_is_wider_than_the_screen(visits, place):
    for own, found in visits.items():
        assert found[place]["wide"] == [], own
        assert found[place]["page"] <= WIDTHS[place][0], own


def test_every_page_can_be_read_by_everybody(visits):
    """Contrast and headings, and what else axe holds pages to."""
    assert {own: found["axe"] for own, found in visits.items() if found["axe"]} == {}


def test_every_link_leads_to_a_page_and_a_place_that_are_there(built, pages):
    known = {file: Links(file) for file in pages}
    for file, links in known.items():
        for target in links.targets:
            if re.match(r"(https?|mailto|data):", target):
                assert not target.startswith("http:"), target
                continue
            path, _, fragment = urljoin(file.as_uri(), target).partition("#")
            other = Path(unquote(urlsplit(path).path))
            other = other / "index.html" if other.is_dir() else other
            assert other.is_file(), f"{file.relative_to(built)}: {target}"
            assert built in other.parents
            if fragment and other in known:
                assert unquote(fragment) in known[other].ids, f"{file.relative_to(built)}: {target}"


def test_no_page_loads_anything_from_elsewhere(pages):
    for file in pages:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["'](?:https?:)?//""", text), (
            file
        )


@pytest.mark.parametrize("place", WIDTHS)
@pytest.mark.parametrize(
    ("page", "at"),
    [
        ("course/activations", "activations-relu-idea"),
        ("course/training", "training-backward"),
        ("docs/students", "section-4"),
    ],
)
def test_the_way_to_the_other_language_ends_at_the_same_place(built, screen, place, page, at):
    screen.open((built / f"en/{page}.html").as_uri(), *WIDTHS[place])
    screen.driver.execute_async_script(_LOOK)
    screen.run("document.getElementById(arguments[0]).scrollIntoView({behavior: 'instant'})", at)
    (way,) = screen.all(".languages a")  # in sight wherever one reads
    assert 0 <= screen.run("return arguments[0].getBoundingClientRect().top", way) < 120
    follow = "document.querySelector('.languages a').click()"  # a real click would scroll to it first
    screen.run(follow)
    screen.until(lambda: f"/zh/{page}.html#" in screen.driver.current_url, "the Chinese page")
    assert screen.driver.current_url.endswith(f"#{at}")
    top = "return document.getElementById(arguments[0]).getBoundingClientRect().top"
    screen.driver.execute_async_script(_LOOK)
    screen.until(lambda: 0 <= screen.run(top, at) <= 100, f"{at} at the top of the screen")
    screen.run(follow)
    screen.until(lambda: f"/en/{page}.html#{at}" in screen.driver.current_url, "the same place in English")


@pytest.mark.parametrize(
    ("language", "words", "page"),
    [("en", "backpropagation", "training"), ("zh", "反向传播", "training"), ("zh", "混淆矩阵", "images")],
)
def test_a_search_finds_its_page_from_a_disk(built, screen, language, words, page):
    screen.driver.get_log("browser")
    screen.open((built / language / "search.html").as_uri() + f"?q={words}")
    screen.see(f"#search-results a[href*='course/{page}.html']")
    assert not [one for one in screen.driver.get_log("browser") if one["level"] == "SEVERE"]


def test_the_first_page_says_it_all_on_one_screen_of_a_desk(built, screen):
    for language in ("en", "zh"):
        screen.open((built / language / "index.html").as_uri(), 1440, 1000)
        for css in (".loop li:last-child", "article div.highlight", ".pictures img"):
            top = screen.run("return arguments[0].getBoundingClientRect().top", screen.see(css))
            assert top < 900, (language, css)


def test_code_can_be_copied_without_its_prompt(built, screen):
    screen.open((built / "en/docs/students.html").as_uri())
    button = screen.see("button.copybtn")
    assert button.get_attribute("aria-label") or button.get_attribute("data-tooltip")
