"""Requests of a page of answers: marks, undo, kept comments."""

from http import HTTPStatus

import msgspec

from autograder.gradebook.grades import AnswerChanged, HandMark, MarkConflict
from autograder.marking.answers import GivenMark
from autograder.marking.guarded import Guarded


class SavedCommentRequest(msgspec.Struct, frozen=True):
    """A comment to keep, or the number of a kept one to remove."""

    words: str = ""
    drop: int = 0


class Marks(Guarded):
    """Request for the present marks of a page's answers."""

    async def get(self, token: str, name: str, cell: str) -> None:
        """Send the marks of the answers named in `keys`, and the progress of the question."""
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
            return {"marks": known, "done": tally.done, "whole": tally.whole, "bank": question.bank()}

        self.say(await self.work(found))


class Give(Guarded):
    """Request that gives a mark."""

    async def post(self, token: str, name: str, cell: str) -> None:
        """Write a mark, or say why it is not written."""
        given = self.asked(GivenMark)
        try:
            mark = await self.work(lambda: self.session.question(name, cell).give(given, self.session.marker))
        except MarkConflict as error:
            self.say({"now": _mark(error.now)}, HTTPStatus.CONFLICT)
        except AnswerChanged:
            problem = "Another answer has been graded meanwhile. Load the page again."
            self.say({"problem": problem}, HTTPStatus.GONE)
        else:
            self.session.changed()
            self.say({"mark": _mark(mark)})


class Undo(Guarded):
    """Request that undoes this marker's last mark on a question."""

    async def post(self, token: str, name: str, cell: str) -> None:
        """Undo the mark, unless somebody else has marked over it."""
        try:
            undone = await self.work(lambda: self.session.question(name, cell).undo(self.session.marker))
        except MarkConflict:
            said = "Your last mark has been marked over, or its answer has changed: it stays as it is."
            self.say({"problem": said}, HTTPStatus.CONFLICT)
        else:
            self.session.changed()
            nothing = {"problem": "There is nothing to undo."}
            self.say({"key": undone[0], "mark": _mark(undone[1])} if undone else nothing)


class SavedComments(Guarded):
    """Request that keeps a comment, or removes a kept one."""

    async def post(self, token: str, name: str, cell: str) -> None:
        asked = self.asked(SavedCommentRequest)

        def change() -> list[dict[str, object]]:
            question = self.session.question(name, cell)
            if asked.drop:
                question.marked.drop_comment(asked.drop)
            else:
                question.keep(asked.words)
            return question.bank()

        self.say({"bank": await self.work(change)})


def _mark(mark: HandMark) -> dict[str, object]:
    return {
        "state": mark.state,
        "score": mark.score,
        "comment": mark.comment,
        "waits": mark.waits,
        "auto": mark.auto,
        "by": mark.by,
    }
