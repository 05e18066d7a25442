"""Sentences of the general diagnoses, in a reader's language."""

import re
from collections.abc import Mapping

from autograder.diagnosis import python_messages
from autograder.diagnosis.repairs import Repair
from autograder.text import N_, AnyText, Parameter, Text, languages, lazy_gettext, worded

# Each is one cause and one thing to look at, never the answer. `{…}` are the diagnosis' particulars. A
# misconception brings its own words; these are the rest.
DIAGNOSES: dict[str, str] = {
    "missing": N_(
        "The tests call `{function}`, and your notebook has nothing of this name. Is it misspelt, or "
        "is its cell gone?"
    ),
    "misnamed": N_(
        "I found `{similar}`; the tests call `{function}`. Compare the two names letter by letter."
    ),
    "cell-stopped": N_("Python stops in the cell before it knows `{function}`: {error}. Fix that first."),
    "relies-on": N_("Your code stops inside `{other}`, which this function calls. Fix `{other}` first."),
    "relies-on-wrong": N_(
        "Your function calls `{other}`, which does not pass its own checks yet. Put `{other}` right first, "
        "then check `{function}` again."
    ),
    "overwritten": N_(
        "Your function calls `{name}`, and in this notebook `{name}` no longer stands for a function: one of "
        "your cells has put a value of type {kind} there. Give that value another name, then choose Kernel > "
        "Restart Kernel and Run All Cells."
    ),
    "returns-nothing": N_(
        "Your function computes, but returns nothing: the caller receives None. Which Python keyword "
        "gives a result to the caller?"
    ),
    "prints": N_(
        "Your function shows its result on the screen, but the caller receives None. Showing a number "
        "and returning it are two different things: which one does the caller need?"
    ),
    "unfinished": N_(
        "Python still stops at the line `raise NotImplementedError()`: a part is not written yet, or the "
        "line was left above code that is there. Delete it, and see that your own code is in its place."
    ),
    "exits": N_(
        "Your code ends the whole program, for example with `exit()`. A function should only return "
        "its result: which line ends the program?"
    ),
    "not-a-value": N_(
        "What your function returns is neither a number nor an array. Look at each `return`: what comes "
        "after it?"
    ),
    "raises": N_(
        "Your code stops with {error}. Read the last line of the message first: it says what Python "
        "could not do."
    ),
    "own-raise": N_(
        "A `raise` or `assert` of your own is reached ({error}) for this input: {label}. Does the task say "
        "that it is refused? Compare the condition of that line with the task."
    ),
    "own-raise-kind": N_(
        "A `raise` of your own stops this with {error}, as it should, but {wanted} is wanted: what comes "
        "after `raise`?"
    ),
    "own-assert": N_(
        "Your `assert` stops this with {error}, as it should, but {wanted} is wanted. Which keyword raises "
        "an error of a kind that you name?"
    ),
    "raises-known": N_("Your code stops with {error}. {meaning}"),
    "raises-without": N_(
        "Your object has no `{name}`, and Python stops with AttributeError. Is the name misspelt somewhere, "
        "is `self.` missing in front of it where it gets its value, or does it never get one?"
    ),
    "raises-at": N_("Your code stops with {error} in this line: `{code}`. {meaning}"),
    "raises-with": N_("Your code stops with {error} in this line: `{code}` (with {holds}). {meaning}"),
    "raises-inside": N_(
        "This line of yours calls a function of another cell: `{code}`. In there Python stops with {error}, "
        "in the line `{inner}`. {meaning}"
    ),
    "raises-inside-with": N_(
        "This line of yours calls a function of another cell: `{code}` (with {holds}). In there Python stops "
        "with {error}, in the line `{inner}`. {meaning}"
    ),
    "raises-meaning": N_("Read the last line of the message first: it says what Python could not do."),
    "cell-stopped-known": N_("Python stops in the cell before it knows `{function}`: {error}. {meaning}"),
    "refused-late": N_(
        "There are inputs that should be refused with {wanted}, and your code goes on with them until it "
        "stops with {error} in this line: `{code}`. Which condition above it lets them through?"
    ),
    "may-not-be-finite": N_(
        "Some results are infinite or not a number (`inf`, `nan`). They come from line {line}: `{code}`. For "
        "which numbers does what is computed there have no answer, or one that is too large?"
    ),
    "does-not-raise": N_(
        "There are inputs that should be refused with {error}, and your function answers them all the "
        "same. Where does it look at what came in?"
    ),
    "list": N_(
        "The numbers come back in a Python list, and an array is wanted: how do you make an array out of "
        "a list?"
    ),
    "tuple": N_(
        "The numbers come back in a tuple. One array should come out: what comes after `return`, and in "
        "which brackets?"
    ),
    "list-for-number": N_(
        "A Python list comes back where one number is wanted. Look at what comes after `return`: how "
        "does one number come out of it?"
    ),
    "container": N_(
        "A `{came}` comes back where a `{wanted}` is wanted. Which of your lines makes it, and how do you "
        "make a `{wanted}`?"
    ),
    "text": N_(
        "Your function returns text. It looks like a number, but one cannot compute with it: which "
        "step turns the number into text?"
    ),
    "bool": N_(
        "Your function returns True or False where a number is wanted. Which step asks a question in "
        "the place of computing?"
    ),
    "shape": N_(
        "The result has the shape {came} where {wanted} was wanted. Print the shape of each array on the way."
    ),
    "shape-one-number": N_(
        "One number comes back where the shape {wanted} was wanted. Which of your lines makes one number "
        "out of many?"
    ),
    "shape-many-numbers": N_(
        "The result has the shape {came} where one number was wanted. Which of your lines should make one"
        " number out of many?"
    ),
    "shape-too-flat": N_(
        "The result has the shape {came} where {wanted} was wanted: a dimension is missing. Which of your"
        " lines takes it away?"
    ),
    "shape-too-deep": N_(
        "The result has the shape {came} where {wanted} was wanted: it has a dimension too many. Which of"
        " your lines adds it, or should have taken it away?"
    ),
    "shape-rows": N_(
        "The result has the shape {came} where {wanted} was wanted: only the number of rows differs. "
        "Which of your lines decides how many rows there are?"
    ),
    "shape-columns": N_(
        "The result has the shape {came} where {wanted} was wanted: only the number of columns differs. "
        "Which of your lines decides how many columns there are?"
    ),
    "shape-length": N_(
        "The result has the shape {came} where {wanted} was wanted. Which of your lines decides how long "
        "it is?"
    ),
    "reshaped": N_(
        "The numbers are right and in the right order, but their shape is {came} where {wanted} was wanted. "
        "Which of your lines makes the shape?"
    ),
    "first-only": N_(
        "Of several results only the first comes back. Does a `return` inside a loop end it in its first "
        "round? Look at how far it is indented."
    ),
    "turned": N_(
        "The result has the shape {came} where {wanted} was wanted: are rows and columns exchanged?"
    ),
    "turned-values": N_(
        "Your table is the right one with rows and columns exchanged. What should a row of it belong to, and "
        "what a column?"
    ),
    "always-the-same": N_(
        "Your function gives the same answer whatever goes in. Follow its argument from line to line: after "
        "which line has it no influence on the result any more?"
    ),
    "only": N_("Of what was tried, only this is wrong: {label}. What is different there?"),
    "all-but": N_(
        "Of what was tried, only this is right: {label}. What does your code do elsewhere that it does not "
        "do here, or what does it take for granted?"
    ),
    "not-finite": N_(
        "Some results are infinite or not a number (`inf`, `nan`). Which step divides by zero, takes the "
        "logarithm or the root of a number for which there is none, or grows too large?"
    ),
    "sign": N_(
        "Every wrong number has the right size and the wrong sign. Where could a minus be missing, or one "
        "too many?"
    ),
    "sign-beside": N_(
        "Every sign is reversed, and that is not all. Begin with the signs: where could a minus be "
        "missing, or one too many?"
    ),
    "rounded": N_("Close, but off by up to {gap}: is something rounded on the way?"),
    "cut": N_(
        "Only whole numbers come back: what comes after the point is lost. Which step makes whole numbers: "
        "`int()`, `//`, or an array that holds nothing else?"
    ),
    "count": N_(
        "The number of values that come back is {came}, and {wanted} was wanted. Commas between values make "
        "several of them: look at `return`, and at the lines that make what it returns."
    ),
    "close": N_("Close, but off by up to {gap}. Is a number in your formula only roughly right?"),
    "offset": N_(
        "Every wrong result is off by the same amount, {gap}. What is added once too often, or never?"
    ),
    "factor": N_(
        "Every wrong result is {factor} times what it should be. What is multiplied or divided once too "
        "often, or never?"
    ),
    "step-too-many": N_(
        "Every wrong result is the right one with one step too many: {step}. Which of your lines takes it?"
    ),
    "step-missing": N_(
        "Nearly there: one step is still missing in every wrong result: {step}. Where does it belong?"
    ),
    "first-place-only": N_(
        "The first place is right, and nothing is in the others. Does something end your loop in its "
        "first round? Look at how far `return` is indented."
    ),
    "first-place-empty": N_(
        "Every place is right but the first, which stays empty. With which number does your loop begin?"
    ),
    "last-place-empty": N_(
        "Every place is right but the last, which stays empty. Does your loop stop one round too soon?"
    ),
    "rows-alike": N_(
        "All rows of your result are the same, and each should have its own numbers. Which of your lines "
        "should make a difference between the rows?"
    ),
    "entry-too-many": N_(
        "What comes back has an entry for {key}, and there should be none. Which of your lines puts it there?"
    ),
    "entry-missing": N_(
        "What comes back has no entry for {key}, and there should be one. Which of your lines should put it "
        "there, or takes it away?"
    ),
    "one-of-several": N_(
        "Of the values that come back together only number {number} is wrong. Which lines make it?"
    ),
    "one-of-named": N_("Of the values that come back together only `{name}` is wrong. Which lines make it?"),
    "never-above": N_(
        "Right as far as {limit}, and no result ever lies above it. Which step holds large results back?"
    ),
    "never-below": N_(
        "Right down to {limit}, and no result ever lies below it. Which step holds small results back?"
    ),
    "counted": N_(
        "Every wrong result is the right one times a number, and that number changes with what goes in: once "
        "{one}, once {other}. What do you count, and what do you divide or multiply by?"
    ),
    "first-call-only": N_(
        "Right the first time that `{function}` is called, and not from then on. What is still there of the "
        "first call when the second one begins?"
    ),
    "changing": N_(
        "Asked the same twice, `{function}` gives two different answers. Does it keep something from one "
        "call to the next, or draw numbers at random?"
    ),
    "thrown-away": N_(
        "Line {line} computes something and keeps it nowhere: `{code}`. Where should the result go?"
    ),
    "compares-for-assigns": N_(
        "Line {line} only asks whether two things are equal: `{code}`. Which sign gives a variable its value?"
    ),
    "sets-for-adds": N_(
        "Line {line} gives `{name}` a new value: in `=+` and `=-` the sign belongs to what comes after it. "
        "How do you add to what is already there, or take something away from it?"
    ),
    "returns-in-loop": N_(
        "The `return` in line {line} is inside a loop, which ends as soon as Python gets there. When should "
        "the loop end?"
    ),
    "no-brackets": N_(
        "`{code}` in line {line} has no brackets, so nothing is called there. What do you write after a name "
        "to call it?"
    ),
    "compared-with-text": N_(
        "Line {line} compares `{name}` with a text. What does the caller put in there: is it text at all?"
    ),
    "other-name": N_(
        "`{name}` and `{other}` are the same array: what line {line} writes into one is in the other, too. "
        "How do you get an array of its own?"
    ),
    "writes-into-argument": N_(
        "Line {line} changes `{name}` itself, which belongs to the caller. How can you compute with it and "
        "leave it as it is?"
    ),
    "begins-with-one": N_(
        "The loop in line {line} begins with 1. Which number does Python give to the first place?"
    ),
    "unused-argument": N_("`{name}` comes in, and no line of your function uses it. What is it there for?"),
    "unused-value": N_(
        "`{name}` gets a value in line {line}, and no line uses it afterwards. Where does it belong?"
    ),
    "near-name": N_(
        "Line {line} reads `{name}`, and your function has `{other}`. Compare the two letter by letter: "
        "which one do you mean?"
    ),
    "name-of-an-object": N_(
        "Python does not know `{name}` by itself in line {line}: it belongs to your object. What do you "
        "write in front of such a name, with a point between them?"
    ),
    "method-gives-none": N_(
        "`{method}` in line {line} changes the list itself, and what it returns is None: `{code}`. Where is "
        "the changed list afterwards?"
    ),
    "chained": N_(
        "Python reads `{code}` in line {line} as two questions that are joined with `and`. What does each of "
        "the two ask?"
    ),
    "always-true": N_(
        "`{code}` in line {line} is a condition of its own here, and always true. What should be "
        "asked about it?"
    ),
    "counts-all": N_(
        "`{code}` in line {line} counts every place, those that hold False too. Which function counts those "
        "that hold True?"
    ),
    "in-every-round": N_(
        "Line {line} is in a loop, so this is done in every round, also to what the rounds before it made: "
        "`{code}`. How often should it be done?"
    ),
    "same-place": N_(
        "In line {line} one number chooses both row and column: `{code}`. What should count the rows, and "
        "what the columns?"
    ),
    "cuts-twice": N_(
        "Both pairs of brackets in line {line} cut rows: `{code}`. How do you name rows and columns in one "
        "pair of brackets?"
    ),
    "no-zip": N_(
        "The loop in line {line} goes through two things, one after the other. How do you take one of each "
        "in every round?"
    ),
    "power-first": N_(
        "In line {line} Python computes `{code}` first, and then divides by {number}. What should be "
        "computed first there?"
    ),
    "second-is-axis": N_(
        "`{name}` in line {line} looks through its first argument alone, and takes the second for an axis. "
        "Which function of NumPy compares two things place by place?"
    ),
    "goes-on": N_(
        "`{name}` begins in line {line}, before a loop that makes several results, so each of them goes on "
        "from what the one before left in it. Where should it begin?"
    ),
    "emptied-in-loop": N_(
        "Line {line} lets `{name}` begin anew in every round of the loop. What is left in it of the rounds "
        "before?"
    ),
    "replaced-in-loop": N_(
        "Line {line} gives `{name}` a new value in every round of the loop. What is left in it of the rounds "
        "before?"
    ),
    "begins-at-zero": N_(
        "`{name}` begins with 0 in line {line}, and is only replaced where `{code}`. For which numbers "
        "does that never happen?"
    ),
    "of-the-notebook": N_(
        "Line {line} reads `{name}`, which is a variable of the notebook and not of the function. The caller "
        "may give other data: which of the function's own names should be there?"
    ),
    "came-by-itself": N_(
        "Line {line} reads `{code}`, and `{name}` comes in as an argument of its own here. Which of the "
        "two does your function know?"
    ),
    "belongs-to-class": N_(
        "Line {line} makes `{name}` once, for the class, and all its objects have the same one. In which "
        "method should each object get its own?"
    ),
    "endless-loop": N_(
        "The loop in line {line} goes on as long as `{code}` is true, and nothing inside it changes that. "
        "What should be different after each round?"
    ),
    "changes-its-object": N_(
        "Line {line} gives `{code}` another value each time that `{method}` is called. What does the next "
        "call find there, and what should it find?"
    ),
    "returns-an-error": N_(
        "Line {line} returns `{name}` as if it were a result, and nobody is stopped by it. Which Python "
        "keyword makes an error happen?"
    ),
    "default-is-kept": N_(
        "`{name}={code}` in line {line} is made once, when the function is defined, and each call goes on "
        "with what the one before left in it. Where should it begin?"
    ),
    "keeps-whole-numbers": N_(
        "`{code}` in line {line} holds the same kind of numbers as came in. If those are whole "
        "numbers, where do the decimals go that you write into it?"
    ),
    "ends-without-return": N_(
        "For some inputs your function comes to its end without a `return`, and the caller receives None. "
        "Which way through your `if` lines has none?"
    ),
    "begin": N_("Several things differ from what was wanted. Begin with this one: {label}."),
    "wrong": N_(
        "The results differ from the right ones, and no single cause stands out. Work out the "
        "smallest example by hand, and print each step beside it."
    ),
}


# For a function that one change makes right: what to look at in that line, by the kind of the change.
_LOOK_AT: dict[str, str] = {
    "operator": N_("Look at line {line} again: does each operator there do what the formula says?"),
    "sign": N_("Look at line {line} again: is each sign there the right one?"),
    "order": N_("Look at line {line} again: does everything there come in the right order?"),
    "operand": N_("Look at line {line} again: is a part missing there, one too many, or another one meant?"),
    "parentheses": N_("Look at line {line} again: what does Python compute first there, and what should it?"),
    "division": N_("Look at line {line} again: by what is it divided there, and by what should it be?"),
    "comparison": N_("Look at line {line} again: for which values is the comparison there true?"),
    "condition": N_("Look at line {line} again: when is the condition there true, and when should it be?"),
    "constant": N_("Look at line {line} again: is each number there the right one?"),
    "index": N_("Look at line {line} again: which elements does it take, and which should it?"),
    "function": N_("Look at line {line} again: is each function that it calls the right one, and needed?"),
    "argument": N_("Look at line {line} again: what does each function there need to be given?"),
    "axis": N_("Look at line {line} again: along which axis does it compute, and should it?"),
    "name": N_("Look at line {line} again: is each variable there the one that you mean?"),
    "type": N_("Look at line {line} again: what kind of numbers can the array there hold?"),
    "transpose": N_("Look at line {line} again: which shape does each array there have?"),
    "copy": N_(
        "Look at line {line} again: is something that it uses changed there or below, and still needed as "
        "it was?"
    ),
    "loop": N_("Look at line {line} again: how often does the loop run, and with which values?"),
    "return": N_("Look at line {line} again: what does the function return, and when?"),
    "statement": N_("Look at line {line} again: is it needed, and is it in the right place?"),
    "size": N_("Look at line {line} again: from what is each size there taken, and from what should it be?"),
    "sum": N_("Look at line {line} again: what is left of the value that was there before?"),
    "overwrites": N_(
        "Look at line {line} again: which name gets another value there, and what reads it after that?"
    ),
    "reshape": N_("Look at line {line} again: which number comes to which place when the shape changes?"),
}
_AS = {"term": "operand", "factor": "operand", "place": "statement", "indentation": "statement"}


def repair_hint(repair: Repair) -> Text:
    """Return the hint of a repair: at which line to look, and at what."""
    return lazy_gettext(_LOOK_AT[_AS.get(repair.kind, repair.kind)], line=repair.line)


# For a function that was judged with the reference in the place of others, which are not right yet: the first
# if it is right itself, the second if it has a mistake of its own.
_RIGHT_ALONE = N_("`{function}` itself is right: it will work as soon as {others} does.")
_JUDGED_ALONE = N_(
    "Here a right {others} took the place of yours, so that only this function's own mistakes count."
)


def reliance(function: str, others: tuple[str, ...], is_right: bool) -> Text:
    """Return the sentence on a function that was judged with the reference in the place of `others`."""
    names = tuple(f"`{other}`" for other in others)
    return lazy_gettext(_RIGHT_ALONE if is_right else _JUDGED_ALONE, function=function, others=names)


# Where a known mistake explains a part only: its hint may say that something else is right.
_APART = N_("All your results hold a factor of {factor} that does not belong there. Apart from that: {hint}")
_IN_PART = N_("Several things differ from what was wanted. Begin with this one: {part}. {hint}")


def message(
    name: str, function: str, details: Mapping[str, AnyText], hints: Mapping[str, AnyText]
) -> AnyText:
    """Return what a student is told of a diagnosis: a known mistake's hint, or a general sentence."""
    if name not in hints:
        return sentence(name, function, details)
    if "factor" in details:
        return lazy_gettext(_APART, factor=details["factor"], hint=hints[name])
    if "part" in details:
        return lazy_gettext(_IN_PART, part=details["part"], hint=hints[name])
    return hints[name]


def sentence(name: str, function: str, details: Mapping[str, AnyText]) -> Text:
    """Return the sentence of a general diagnosis; of a stop with what Python's message means, if known."""
    if name == "missing" and details.get("similar"):
        name = "misnamed"
    elif f"{name}-{details.get('differs')}" in DIAGNOSES:
        name = f"{name}-{details['differs']}"
    parameters: dict[str, Parameter] = {**details, "function": function}
    error, text = (str(details.get(key, "")) for key in ("error", "text"))
    meaning: dict[str, str] = {}
    if name == "raises":
        meaning = {each: python_messages.meaning(error, text, each) for each in languages()}
    elif name == "cell-stopped":
        meaning = {each: python_messages.meaning_of_line(error, each) for each in languages()}
    if any(meaning.values()):
        parameters["meaning"] = worded(meaning)
    has_line = name == "raises" and details.get("code")
    if name == "raises" and not has_line:  # where the caller asks for a name, no line of the student's stops
        if missing := re.search(rf"'{function}' object has no attribute '(\w+)'", text):
            return Text(DIAGNOSES["raises-without"], {"name": missing[1]})
    if has_line:
        parameters.setdefault("meaning", Text(DIAGNOSES["raises-meaning"]))
        name = "raises-inside" if details.get("inner") else "raises-at"
        if details.get("holds"):
            name = "raises-inside-with" if details.get("inner") else "raises-with"
    elif any(meaning.values()):
        name = f"{name}-known"
    return Text(DIAGNOSES[name], parameters)
