"""Requests of a page of answers: marks, undo, comments that are used again."""

from http import HTTPStatus

import msgspec

from autograder.errors import AutograderError
from autograder.gradebook.grades import AnswerChanged, HandMark, MarkConflict
from autograder.marking import answers
from autograder.marking.guarded import Guarded


class GiveRequest(msgspec.Struct, frozen=True):
    """A mark that a page sends: on which answer, over which mark."""

    key: str
    state: str
    digest: str
    score: float | None
    comment: str


class SavedCommentRequest(msgspec.Struct, frozen=True):
    """A comment to keep, or the number of one to forget."""

    words: str = ""
    drop: int = 0


class Marks(Guarded):
    """The marks of a page's answers by now."""

    async def get(self, token: str, name: str, cell: str) -> None:
        """The marks of those that are named."""
        wanted = {*self.get_query_argument("keys", "").split(",")}

        def found() -> dict[str, object]:
            question = self.session.question(name, cell)
            marks = question.marks()
            known = {
                key: _mark(mark)
                for student, mark in marks.items()
                if (key := question.key(student)) in wanted
            }
            tally = question.tally(marks)
            return {"marks": known, "done": tally.done, "whole": tally.whole, "bank": answers.bank(question)}

        self.say(await self.work(found))


class Give(Guarded):
    """A mark."""

    async def post(self, token: str, name: str, cell: str) -> None:
        """Write it, unless somebody else was there."""
        asked = self.asked(GiveRequest)
        give = self.session.question
        try:
            mark = await self.work(
                lambda: give(name, cell).give(
                    asked.key, asked.score, asked.comment, asked.state, asked.digest, self.session.marker
                )
            )
        except MarkConflict as error:
            self.say({"now": _mark(error.now)}, HTTPStatus.CONFLICT)
        except AnswerChanged:
            self.say(
                {"problem": "Another answer has been graded meanwhile. Load the page again."}, HTTPStatus.GONE
            )
        except AutograderError as error:
            self.say({"problem": str(error)}, HTTPStatus.UNPROCESSABLE_ENTITY)
        else:
            self.session.changed()
            self.say({"mark": _mark(mark)})


class Undo(Guarded):
    """This marker's last mark on a question, taken back."""

    async def post(self, token: str, name: str, cell: str) -> None:
        """Take it back, unless somebody else has marked over it."""
        try:
            undone = await self.work(lambda: self.session.question(name, cell).undo(self.session.marker))
        except MarkConflict:
            said = "Your last mark has been marked over, or its answer has changed: it stays as it is."
            self.say({"problem": said}, HTTPStatus.CONFLICT)
        else:
            self.session.changed()
            self.say(
                {"key": undone[0], "mark": _mark(undone[1])}
                if undone
                else {"problem": "There is nothing to undo."}
            )


class SavedComments(Guarded):
    """The comments that are used again."""

    async def post(self, token: str, name: str, cell: str) -> None:
        asked = self.asked(SavedCommentRequest)

        def change() -> list[dict[str, object]]:
            question = self.session.question(name, cell)
            if asked.drop:
                question.marked.drop_comment(asked.drop)
            else:
                question.keep(asked.words)
            return answers.bank(question)

        try:
            self.say({"bank": await self.work(change)})
        except AutograderError as error:
            self.say({"problem": str(error)}, HTTPStatus.UNPROCESSABLE_ENTITY)


def _mark(mark: HandMark) -> dict[str, object]:
    return {
        "state": mark.state,
        "score": mark.score,
        "comment": mark.comment,
        "waits": mark.waits,
        "auto": mark.auto,
        "by": mark.by,
    }
