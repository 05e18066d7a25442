import hand_ins

SCRIPT = "<script>alert(1)</script>"


def hand_in(document):
    document["metadata"] |= {
        "title": SCRIPT,
        "language_info": {"name": SCRIPT, "pygments_lexer": SCRIPT, "codemirror_mode": SCRIPT},
        "kernelspec": {"name": "../../evil", "display_name": SCRIPT, "language": SCRIPT},
        "widgets": {SCRIPT: SCRIPT},
        "authors": [{"name": SCRIPT}],
        "autograder": {"score": 100},
    }
    for cell in document["cells"]:
        cell["metadata"] |= {"tags": [SCRIPT, "picture"], SCRIPT: SCRIPT, "slideshow": {"slide_type": SCRIPT}}
        cell["attachments"] = {"x.svg": {"image/svg+xml": f"<svg onload=alert(1)>{SCRIPT}</svg>"}}
        cell["id"] = SCRIPT
    return hand_ins.as_bytes(document)
