"""Texts of the student's page, by name; a translation is looked up by the English."""

from autograder.text import N_, Language, say

TEXTS = {
    "title": N_("{assignment}: your result"),
    "of": N_("of {points} points"),
    "of_so_far": N_("of {points} points so far"),
    "error": N_("This hand-in was not graded."),
    "error_why": N_("It has cost you no points. What happened:"),
    "weak": N_("Graded in a weaker sandbox than this kit recommends (tier: {tier})."),
    "step": N_("Next step"),
    "go_there": N_("Go there"),
    "step_failed": N_("Go back to {name}."),
    "step_not_attempted": N_("Write {name}. Its cell is as it was handed out."),
    "step_unanswered": N_("Answer the question in the cell {name}."),
    "step_marked": N_("Your teacher took points off {name}. Ask about it where you do not see why."),
    "step_comment": N_("Read what your teacher wrote about {name}."),
    "step_waiting": N_("You have nothing to do now: the rest waits for your teacher."),
    "step_done": N_("Everything here is done. Well done!"),
    "step_error": N_("If the reason lies in your file, fix it and hand it in again. If not, please wait."),
    "regraded": N_("Your score has changed"),
    "waiting": N_("Waits for your teacher"),
    "passed": N_("What works"),
    "failed": N_("What does not work yet"),
    "undecided": N_("What could not be checked"),
    "status_passed": N_("solved"),
    "status_failed": N_("not there yet"),
    "status_not_attempted": N_("not attempted"),
    "status_error": N_("waits for your teacher"),
    "status_waiting": N_("waits for your teacher"),
    "status_unanswered": N_("not answered"),
    "status_marked": N_("marked by your teacher"),
    "say_not_attempted": N_("This cell is as it was handed out, so nothing was checked."),
    "say_error": N_("This is a fault of the grader or of the exercise, not yours."),
    "say_waiting": N_("Your answer is there. Your teacher reads and marks it."),
    "say_unanswered": N_("This cell is as it was handed out."),
    "status_complete": N_("answered"),
    "status_again": N_("waits for your teacher"),
    "say_complete": N_("Everybody who answers this question has its points."),
    "say_again": N_(
        "Your answer, or what the tests say of it, has changed since your teacher gave {points} for it. "
        "They will look at it again."
    ),
    "void": N_("What does not count"),
    "void_given": N_("Everybody who wrote this function has its points."),
    "void_dropped": N_("It has left the total."),
    "can_be_forged": N_("Its test ran beside your code, where a result can be forged."),
    "kept": N_("The tests of today give {reckoned}. Your earlier score stands: no regrade lowers it."),
    "comment": N_("Your teacher writes:"),
    "hint": N_("Think about this:"),
    "notes": N_("About your file"),
    "run": N_("What your cells did"),
    "run_why": N_("Your notebook was run once, from the top to the bottom, in a fresh kernel."),
    "cell": N_("Cell {number}"),
    "raised": N_("stopped with an error"),
    "printed": N_("printed something"),
    "sandbox": N_("sandbox tier: {tier}"),
    "digest": N_("hand-in {digest}"),
    "code": N_("Your code"),
    "stopped_here": N_("it stops here"),
    "look_here": N_("look here"),
    "picture": N_("Drawn by your own code"),
}


def texts_in(language: Language) -> dict[str, str]:
    """Return all texts of the page in one language; `{…}` is filled in where a text is shown."""
    return {name: say(text, language) for name, text in TEXTS.items()}
