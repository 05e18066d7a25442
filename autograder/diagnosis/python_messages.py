"""What Python's and NumPy's own messages mean, for somebody who has met them for the first time.

Looked up by the kind of an exception and by what stands in its text; the first that fits is told. Each
says what happened and where to look, never how to mend it.
"""

import re

from autograder.text import N_, Language, say

# (kind or kinds, what stands in the text, the meaning). The special ones of a kind stand before the general.
_ENTRIES: tuple[tuple[str, str, str], ...] = (
    (
        "UnboundLocalError",
        "",
        N_(
            "A name is used inside the function before the function gives it a value. Which line should give "
            "it the first one?"
        ),
    ),
    (
        "NameError",
        r"name '(np|plt)' is not defined",
        N_(
            "NumPy and Matplotlib are not imported. Was the first cell run, which does that, and is it still "
            "there?"
        ),
    ),
    (
        "NameError",
        r"name '(math|numpy|random|matplotlib)' is not defined",
        N_(
            "This module is not imported in this notebook, at least not under this name. NumPy is called "
            "`np` here."
        ),
    ),
    (
        "NameError",
        "",
        N_(
            "Python meets a name that nothing has been given yet. Is it misspelt, or is the cell that makes "
            "it not run?"
        ),
    ),
    (
        "TypeError",
        r"unsupported operand type.*NoneType|NoneType.*unsupported operand",
        N_(
            "One side of a calculation is None. None comes from a function without `return`: which value did "
            "you take for a number?"
        ),
    ),
    (
        "TypeError",
        r"'NoneType' object is not (subscriptable|iterable|callable)|object of type 'NoneType'",
        N_(
            "A value here is None. None comes from a function without `return`: where does this value come"
            " from?"
        ),
    ),
    (
        "TypeError",
        r"can only concatenate str|must be str, not|unsupported operand type.*'str'",
        N_(
            "Text and a number stand on the two sides of a calculation. A text such as '3' is not the "
            "number 3."
        ),
    ),
    (
        "TypeError",
        r"can't multiply sequence|can only concatenate (list|tuple)|unsupported operand type.*'list'",
        N_(
            "A Python list does not compute with each of its numbers: `*` repeats it and `+` puts lists end "
            "to end. An array computes with each number."
        ),
    ),
    (
        "TypeError",
        r"unsupported operand type|bad operand type",
        N_(
            "The two sides of a calculation are kinds of things that do not go together. Print the `type` "
            "of each."
        ),
    ),
    (
        "TypeError",
        r"missing \d+ required (positional|keyword)",
        N_(
            "A function is called with too few arguments. Compare the call with the line that begins with "
            "`def`."
        ),
    ),
    (
        "TypeError",
        r"takes .*positional arguments? but .* (was|were) given",
        N_(
            "A function is called with too many arguments, or its `def` line has too few names; a method's "
            "first one is `self`."
        ),
    ),
    (
        "TypeError",
        r"unexpected keyword argument",
        N_(
            "A function is called with a named argument that its `def` line does not have. Compare the names."
        ),
    ),
    (
        "TypeError",
        r"'numpy\.\w+' object is not callable|'(float|int|list|tuple|dict)' object is not callable",
        N_(
            "Round brackets after a value mean a call, and this value is no function. Is a `*` missing "
            "before the bracket, or are square brackets wanted?"
        ),
    ),
    (
        "TypeError",
        r"object is not callable",
        N_(
            "Round brackets mean a call, and what stands before them is no function. What does this name "
            "hold?"
        ),
    ),
    (
        "TypeError",
        r"'(builtin_function_or_method|function|method|type|numpy\.ufunc)' object is not subscriptable",
        N_("Square brackets stand after a function. A call is written with round ones."),
    ),
    (
        "TypeError",
        r"object is not subscriptable",
        N_("Square brackets pick an element, and this value is a single thing without elements. Print it."),
    ),
    (
        "TypeError",
        r"object is not iterable",
        N_("A loop, or a function such as `sum`, wants many values, and this is a single one. Print it."),
    ),
    (
        "TypeError",
        r"list indices must be integers|tuple indices must be integers",
        N_(
            "Square brackets after a list want a whole number. A list of lists has no `[row, column]`: "
            "only an array has."
        ),
    ),
    (
        "TypeError",
        r"cannot be interpreted as an integer|slice indices must be integers",
        N_("A whole number is wanted here, and a decimal number came. `/` always gives a decimal number."),
    ),
    (
        "TypeError",
        r"only (size-1|length-1|0-dimensional) arrays can be converted|only .* arrays can be converted",
        N_(
            "A function for one number got a whole array, such as `math.exp` or `float`. NumPy's own "
            "functions take arrays."
        ),
    ),
    (
        "TypeError UFuncTypeError",
        r"ufunc .* not supported|loop of ufunc",
        N_(
            "NumPy's function got something that holds no plain numbers, such as text or None. Print its "
            "argument."
        ),
    ),
    (
        "TypeError UFuncTypeError",
        r"Cannot cast|cannot cast|Cannot interpret '.*' as a data type",
        N_(
            "A result of one kind is to be kept in an array of another: decimals in whole numbers, or a "
            "shape without its own brackets."
        ),
    ),
    (
        "TypeError",
        "",
        N_(
            "A value is of a kind that cannot be used in this way. Print the `type` of each value in this "
            "line."
        ),
    ),
    (
        "ValueError",
        r"could not be broadcast|could not broadcast|non-broadcastable",
        N_(
            "Two arrays meet whose shapes do not fit element by element. Print both shapes just before "
            "this line."
        ),
    ),
    (
        "ValueError",
        r"matmul|shapes? .* not aligned|size .* is different from",
        N_(
            "In a matrix product the columns of the left side must be as many as the rows of the right side. "
            "Print both shapes: is the order right, or is one turned?"
        ),
    ),
    (
        "ValueError",
        r"truth value of an array",
        N_(
            "`if`, `and`, `or` and `max` want one yes or no, and a comparison of an array gives one for each "
            "element. What should happen to each element?"
        ),
    ),
    (
        "ValueError",
        r"inhomogeneous|setting an array element with a sequence",
        N_("An array wants rows of the same length, or one number in each place, and something else came."),
    ),
    (
        "ValueError",
        r"too many values to unpack|not enough values to unpack",
        N_(
            "The names left of `=` are not as many as the values that come from the right side. How many "
            "come back, and in which order?"
        ),
    ),
    (
        "ValueError",
        r"cannot reshape",
        N_(
            "The new shape has room for another number of elements than the array holds. Multiply the new "
            "sides."
        ),
    ),
    (
        "ValueError",
        r"all the input array dimensions|must have same number of dimensions|need at least one array",
        N_(
            "Arrays that are put together must agree in shape apart from the direction in which they are "
            "joined."
        ),
    ),
    (
        "ValueError",
        r"could not convert string|invalid literal",
        N_("A text was to become a number, and it holds more than a number. Print it with `repr`."),
    ),
    (
        "ValueError",
        r"math domain error|expected a positive input|expected a nonnegative input",
        N_("A function got a number for which it has no answer, such as the logarithm of 0."),
    ),
    (
        "ValueError",
        "",
        N_("The kind of value is right, but this one cannot be used here. Print it just before this line."),
    ),
    (
        "IndexError",
        r"too many indices",
        N_(
            "More places are asked for than the array has directions: `[row, column]` wants a table. Print"
            " the array's shape."
        ),
    ),
    (
        "IndexError",
        r"only integers, slices",
        N_(
            "An array's place must be a whole number, and something else stands in the square brackets. "
            "Print it."
        ),
    ),
    (
        "IndexError",
        r"boolean index did not match",
        N_("An array is filtered with a comparison of another length. Print both shapes."),
    ),
    (
        "IndexError",
        "",
        N_(
            "A place is asked for that does not exist. The first is 0, and the last is the length minus 1:"
            " how far does your loop count?"
        ),
    ),
    (
        "KeyError",
        "",
        N_(
            "A dictionary is asked for a key that it does not hold. Print its keys, and mind capital letters."
        ),
    ),
    (
        "AttributeError",
        r"'NoneType' object has no attribute",
        N_(
            "The value before the point is None. None comes from a function without `return`: where is it "
            "from?"
        ),
    ),
    (
        "AttributeError",
        r"module '(\w|\.)+' has no attribute",
        N_(
            "The module has nothing of this name. Compare the spelling with the text above, letter by letter."
        ),
    ),
    (
        "AttributeError",
        r"'(numpy\.\w+|float|int)' object has no attribute '(append|extend|insert|pop|remove)'",
        N_("Lists have this after the point, and arrays and numbers do not. What made this value?"),
    ),
    (
        "AttributeError",
        r"'(list|float|int|tuple|numpy\.float64)' object has no attribute '(shape|T|ndim|size|dtype"
        r"|reshape|sum|mean|std|max|min|dot|copy|astype|flatten|ravel|transpose|argmax|tolist)'",
        N_("Arrays have this after the point, and lists and plain numbers do not. What made this value?"),
    ),
    (
        "AttributeError",
        "",
        N_(
            "What stands after the point does not exist there. Is it misspelt, or is `self.` given this "
            "name in another place, or never?"
        ),
    ),
    (
        "ZeroDivisionError",
        "",
        N_("Something is divided by 0. For which input can the lower part of the fraction be 0?"),
    ),
    (
        "RecursionError",
        "",
        N_(
            "A function calls itself without end. Is a variable meant that has the same name as the function?"
        ),
    ),
    (
        "OverflowError FloatingPointError",
        "",
        N_("A number grows too large for the computer to hold. Which step grows so fast?"),
    ),
    (
        "LinAlgError",
        "",
        N_("NumPy cannot do this with this matrix. Print its shape first."),
    ),
    (
        "MemoryError",
        "",
        N_("More memory is asked for than there is. Print the shape of what you make: is one side too long?"),
    ),
    (
        "ModuleNotFoundError ImportError",
        "",
        N_(
            "Python does not find what is to be imported. Is the name misspelt? Everything needed is "
            "imported above."
        ),
    ),
    (
        "EOFError",
        r"",
        N_(
            "`input` asks a person, and nobody is there to answer. What a function needs comes in through "
            "its arguments."
        ),
    ),
    (
        "FileNotFoundError",
        "",
        N_("There is no file of this name here. Names are looked for beside the notebook."),
    ),
    (
        "TabError",
        r"",
        N_(
            "Tabs and spaces are mixed at the beginning of lines. They look alike, and Python tells them "
            "apart: take four spaces everywhere."
        ),
    ),
    (
        "IndentationError",
        r"expected an indented block",
        N_(
            "A line above ends with a colon, and what belongs to it must begin four spaces further in. A "
            "comment alone is not enough."
        ),
    ),
    (
        "IndentationError",
        r"unexpected indent",
        N_(
            "This line begins further in than the line before, and no colon asks for that. Lines that "
            "follow one another begin at the same place."
        ),
    ),
    (
        "IndentationError",
        r"unindent does not match",
        N_(
            "This line begins at a place where no line above begins. Put it exactly below the beginning of "
            "the one that it follows."
        ),
    ),
    (
        "IndentationError TabError",
        "",
        N_(
            "The spaces at the beginning of a line are not as Python wants them: lines that belong together "
            "begin at the same place, four further in after a colon."
        ),
    ),
    (
        "SyntaxError",
        r"was never closed|does not match|unmatched|unexpected EOF",
        N_(
            "A bracket is opened and not closed, or the other way round. Count them, in the line before as"
            " well."
        ),
    ),
    (
        "SyntaxError",
        r"expected ':'",
        N_("A line with `def`, `if`, `else`, `for` or `while` ends with a colon, and here it is missing."),
    ),
    (
        "SyntaxError",
        r"invalid character|invalid non-printable",
        N_(
            "A character in this line is none of Python's: a Chinese punctuation mark, a curly quote, or "
            "one that "
            "cannot be seen. Type brackets, commas and quotes with the English keyboard."
        ),
    ),
    (
        "SyntaxError",
        r"unterminated triple-quoted",
        N_("A text in three quotes is opened and never closed. Everything below it counts as text."),
    ),
    (
        "SyntaxError",
        r"unterminated string|EOL while scanning",
        N_("A text is opened with a quote and not closed in its line."),
    ),
    (
        "SyntaxError",
        r"'return' outside function",
        N_("This `return` stands outside the function: its line must be further in than the `def` line."),
    ),
    (
        "SyntaxError",
        r"cannot assign to|Maybe you meant '=='",
        N_("One `=` gives a name a value. To compare two values, two are needed."),
    ),
    (
        "SyntaxError",
        r"invalid (decimal|hexadecimal|octal|binary) literal",
        N_(
            "A number and a name stand side by side. Is a sign missing between them, such as `*`? A name "
            "cannot begin with a digit."
        ),
    ),
    (
        "SyntaxError",
        r"leading zeros",
        N_("A number does not begin with 0, unless a point follows."),
    ),
    (
        "SyntaxError",
        r"Missing parentheses",
        N_("What a function such as `print` is to work on stands in round brackets after it."),
    ),
    (
        "SyntaxError",
        r"expected '\('",
        N_(
            "In a line with `def` the name of the function is followed by round brackets, with the names of"
            " what goes in."
        ),
    ),
    (
        "SyntaxError",
        r"(non-default argument follows|parameter without a default follows)",
        N_(
            "In a line with `def` the names that have a value of their own (`y=1`) come after those that "
            "have none."
        ),
    ),
    (
        "SyntaxError",
        r"f-string",
        N_(
            "In a text that begins with `f` each curly bracket that is opened is closed again, and holds "
            "something to compute."
        ),
    ),
    (
        "SyntaxError",
        r"line continuation character",
        N_("A backslash stands in this line. To divide is `/`."),
    ),
    (
        "SyntaxError",
        r"not properly in loop|outside loop",
        N_(
            "`break` and `continue` stand in a loop: their line must be further in than the line with `for`"
            " or `while`."
        ),
    ),
    (
        "SyntaxError",
        r"expected 'except' or 'finally'",
        N_(
            "A `try` is followed by `except`, which says what to do where something goes wrong. Do you need"
            " a `try` here?"
        ),
    ),
    (
        "SyntaxError",
        r"forgot a comma",
        N_("Between two things something is missing: a comma, or a sign such as `*`."),
    ),
    (
        "SyntaxError",
        r"':' expected after dictionary key",
        N_("In curly brackets with colons each entry is a key, a colon and a value."),
    ),
    (
        "SyntaxError",
        "",
        N_(
            "Python cannot read this line. Look at the place that it points to, and at the end of the line"
            " before: a bracket, a comma, a colon?"
        ),
    ),
    (
        "AssertionError",
        "",
        N_("A line with `assert` in your code holds something that is not true here."),
    ),
)


def meaning(kind: str, text: str, language: Language) -> str:
    """What an exception means; nothing where it is none that beginners meet."""
    for kinds, pattern, message in _ENTRIES:
        if kind in kinds.split() and re.search(pattern, text[:1000]):
            return say(message, language)
    return ""


def meaning_of_line(line: str, language: Language) -> str:
    """The same for a whole last line of Python's, such as `KeyError: 'b'`."""
    kind, _, text = line.partition(":")
    return meaning(kind.strip(), text.strip(), language)
