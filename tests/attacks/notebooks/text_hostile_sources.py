import hand_ins

MARKUP = """<script>alert(1)</script>
<img src=x onerror="alert(1)"> <svg/onload=alert(1)> <a href="javascript:alert(1)">x</a> [y](javascript:alert(1))
<details open ontoggle=alert(1)> <iframe srcdoc="<script>alert(1)</script>"></iframe> <form action=javascript:alert(1)><input type=submit>
</textarea></style></title>--><script>alert(1)</script> <base href="http://evil.example/"> <meta http-equiv=refresh content="0;url=//evil">
<math><a xlink:href="javascript:alert(1)">x</a></math> $\\href{javascript:alert(1)}{x}$ <object data="data:text/html,x"></object>
{{ 7 * 7 }} {% raw %} ${7*7} [bold red]rich[/] [link=javascript:alert(1)]x[/link]
"""


def hand_in(document):
    cells = hand_ins.named(document)
    cells["explore"]["source"] = MARKUP
    cells["sigmoid"]["source"] = f'"""{MARKUP}"""\ndef sigmoid(x):\n    raise ValueError({MARKUP!r})\n'
    document["cells"].insert(0, {"cell_type": "markdown", "metadata": {}, "source": MARKUP})
    document["cells"].append({"cell_type": "raw", "metadata": {"format": "text/html"}, "source": MARKUP})
    document["cells"].append(hand_ins.code_cell(f"print({MARKUP!r})\nraise ValueError({MARKUP!r})"))
    return hand_ins.as_bytes(document)
