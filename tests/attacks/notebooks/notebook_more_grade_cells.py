import hand_ins


def hand_in(document):
    for name in ("test_bonus", "test_sigmoid", "sigmoid", "../../var/secret", "", "test_relu\n"):
        cell = hand_ins.code_cell(f"def {name if name.isidentifier() else 'bonus'}(x):\n    return 100")
        cell["metadata"]["nbgrader"] = {
            "grade": True,
            "solution": False,
            "locked": False,
            "points": 100,
            "grade_id": name,
            "schema_version": 3,
            "cell_type": "code",
            "task": False,
        }
        document["cells"] += [cell, cell]
    return hand_ins.as_bytes(document)
