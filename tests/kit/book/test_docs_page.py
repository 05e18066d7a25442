"""Pages of docs/ on the site: in the reader's language where there is one, and without links to nowhere."""

import hand_ins
import pytest

from autograder.book.docs_page import Doc, docs_page, read_docs, with_own_links

DOCS = read_docs(hand_ins.ROOT / "docs")


def test_every_page_of_docs_is_found_with_its_translation():
    assert set(DOCS) == {file.stem.split(".")[0] for file in (hand_ins.ROOT / "docs").glob("*.md")}
    assert set(DOCS["students"].texts) == {"en", "zh"}


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("[how](term.md#roster)", "[how](term.md#roster)"),
        ("[how](term.zh.md)", "[how](term.md)"),
        ("[why](decisions/0001-x.md)", "why"),
        ("[`code`](../autograder/cli.py)", "`code`"),
        ("[here](#there)", "[here](#there)"),
        ("[out](https://example.org/a)", "[out](https://example.org/a)"),
        ("```text\n[why](decisions/0001-x.md)\n```", "```text\n[why](decisions/0001-x.md)\n```"),
    ],
)
def test_a_link_leads_to_a_page_of_the_site_or_is_words(text, link):
    assert with_own_links(text, {"term"}) == link


def test_a_page_in_both_languages_needs_no_link_to_itself():
    for language, title in (("en", "# For students"), ("zh", "# 学生指南")):
        text = docs_page(DOCS["students"], language, DOCS)
        assert text.startswith(title)
        assert "students.zh.md" not in text
        assert "[English]" not in text


def test_a_page_that_nobody_has_translated_says_so():
    doc = Doc("own", {"en": "# Own\n\nText.\n"})
    assert docs_page(doc, "en", []) == "# Own\n\nText.\n"
    assert docs_page(doc, "zh", []) == "# Own\n\n:::{note}\n这一页只有英文。\n:::\n\nText.\n"
