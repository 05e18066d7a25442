"""Text cells and their translations, in one source notebook.

A translation is a markdown cell whose tags name its language; it follows the cell that it translates. Code,
ids and points are never translated, so that what is asked for cannot differ from language to language; the
words inside code have their translations beside them (code_words).
"""

from collections.abc import Iterator

import msgspec

from autograder.errors import SourceError
from autograder.notebook import Cell, Notebook, checksum
from autograder.text import Language, languages


class TranslatedCell(msgspec.Struct, frozen=True):
    """A text cell in all of its languages. `number` is its place in the notebook, from 1."""

    number: int
    own: Cell
    translations: dict[Language, Cell]

    def cell(self, language: Language) -> Cell:
        """Return the cell that a reader of this language gets, with the id that all languages share.

        It keeps its other texts, by which a hand-in in another language is read.
        """
        if not self.translations:
            return self.own
        chosen = self.translations.get(language, self.own)
        texts = {"en": self.own.source} | {each: cell.source for each, cell in self.translations.items()}
        texts = {each: text for each, text in texts.items() if text != chosen.source}
        tags = tuple(tag for tag in chosen.tags if tag not in languages())
        metadata = {key: value for key, value in chosen.metadata.items() if key != "tags"}
        if tags:
            metadata["tags"] = list(tags)
        metadata["translations"] = texts
        return msgspec.structs.replace(
            chosen, id=self.own.id, tags=tags, metadata=metadata, translations=texts
        )


def in_language(notebook: Notebook, language: Language, where: str) -> Notebook:
    """Return the notebook as a reader of one language gets it; untranslated cells are the same for all."""
    cells = tuple(
        each.cell(language) if isinstance(each, TranslatedCell) else _code(each, language)
        for each in with_translations(notebook, where)
    )
    return msgspec.structs.replace(notebook, cells=cells)


def _code(cell: Cell, language: Language) -> Cell:
    """Return a code cell in one language. It keeps its other texts, as a text cell does."""
    texts = {"en": cell.source} | cell.translations
    own = texts.pop(language if language in texts else "en")
    if not texts:
        return msgspec.structs.replace(cell, source=own, translations=texts)
    metadata = cell.metadata | {"translations": texts}
    cell = msgspec.structs.replace(cell, source=own, translations=texts, metadata=metadata)
    if not cell.name:
        return cell
    grading = metadata["nbgrader"] | {"checksum": checksum(cell)}
    return msgspec.structs.replace(cell, metadata=metadata | {"nbgrader": grading})


def with_translations(notebook: Notebook, where: str) -> Iterator[Cell | TranslatedCell]:
    """Yield the cells in order, text cells with their translations; raise SourceError for a stray one."""
    waiting: TranslatedCell | None = None
    for number, cell in enumerate(notebook.cells, 1):
        language = _language(cell)
        if language is None:
            if waiting is not None:
                yield waiting
            waiting = TranslatedCell(number, cell, {}) if _can_be_translated(cell) else None
            if waiting is None:
                yield cell
            continue
        place = f"{where}, cell {number}"
        if not _can_be_translated(cell):
            raise SourceError(
                place,
                f"a {cell.role.name} cell of kind {cell.kind} with the tag {language}",
                "give the tag to plain text cells only: code and answers are shared by all languages",
            )
        if waiting is None or language in waiting.translations:
            raise SourceError(
                place,
                f"a text with the tag {language} that follows no text to translate",
                "put it directly below the cell that it translates",
            )
        waiting.translations[language] = cell
    if waiting is not None:
        yield waiting


def _language(cell: Cell) -> Language | None:
    return next((language for language in languages() if language in cell.tags), None)


def _can_be_translated(cell: Cell) -> bool:
    return cell.kind == "markdown" and not cell.name
