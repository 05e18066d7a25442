import hand_ins

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)><iframe src=javascript:alert(1)></iframe>"


def hand_in(document):
    data = {
        "text/html": SCRIPT,
        "application/javascript": "alert(1)",
        "image/svg+xml": f"<svg onload=alert(1)>{SCRIPT}</svg>",
        "text/plain": SCRIPT,
        "text/latex": r"\href{javascript:alert(1)}{x}",
        "text/markdown": f"[x](javascript:alert(1)) {SCRIPT}",
        "application/vnd.jupyter.widget-view+json": {"model_id": SCRIPT},
        "application/pdf": "AAAA",
    }
    outputs = [
        {"output_type": "display_data", "data": data, "metadata": {"isolated": False, "evil": SCRIPT}},
        {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1},
        {"output_type": "stream", "name": "stdout", "text": SCRIPT},
        {
            "output_type": "error",
            "ename": SCRIPT,
            "evalue": SCRIPT,
            "traceback": [SCRIPT, "\x1b]8;;javascript:alert(1)\x07x"],
        },
    ]
    for cell in document["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = outputs
    return hand_ins.as_bytes(document)
