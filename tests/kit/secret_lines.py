"""Lines of hidden tests and answers, by which it is known whether they got into something public."""

import json
import re


def bare(text):
    return re.sub(r"\s", "", text)


def telling(text):
    """Lines that would give something away: not headers, imports, comments or what is short."""
    for line in re.sub(r'"""(.|\n)*?"""', "", text).split("\n"):
        if len(bare(line)) >= 20 and not re.match(
            r"\s*(def|class|import|from|#|@|for|if|with|return x)\b", line
        ):
            yield bare(line)


def given_code(file):
    """The code of a source notebook without its answers, as it is written and as readers of English get it."""
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    code = re.sub(r"### BEGIN SOLUTION(.|\n)*?### END SOLUTION", "", code)
    return code + re.sub(r'\\n[a-z]{2,3}: [^"\n]*"', '"', code)
