"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: no part, and True for a question that nearly everybody answers right.
"""

ZH = {
    "a positive number": "正数",
    "a negative number": "负数",
    "zero": "零",
    "a decimal number": "小数",
    "whole numbers": "整数",
    "a list of one": "只有一个数的列表",
    "a list of two": "有两个数的列表",
    "a longer list": "更长的列表",
    "an empty list": "空列表",
    "negative numbers": "负数",
    "decimals": "小数",
    "it gets colder": "变冷了",
    "it gets warmer": "变暖了",
    "nothing is above the limit": "没有超过界限的",
    "all are above the limit": "全都超过界限",
    "one is equal to the limit": "有一个正好等于界限",
    "another limit": "换一个界限",
    "equal temperatures": "有相同的温度",
    "a sum of 0": "总和为 0",
    "your own list afterwards": "运行之后你自己的列表",
}


def probes():
    """All questions about this assignment's functions."""
    yield from about_fahrenheit()
    yield from about_change()
    yield from about_numbers("total")
    yield from about_count()
    yield from about_numbers("average")


def about_fahrenheit():
    """Questions about to_fahrenheit."""
    for celsius, *labels in (
        (20, "a positive number"),
        (0, "zero"),
        (100, "a positive number"),
        (-10, "a negative number"),
        (-40, "a negative number"),
        (7, "a positive number", "whole numbers"),
        (36.6, "a positive number", "a decimal number"),
        (-12.4, "a negative number", "a decimal number"),
    ):
        yield "to_fahrenheit", tuple(labels), lambda student, celsius=celsius: student.to_fahrenheit(celsius)


def about_change():
    """Questions about change."""
    yield from about_a_list(
        "change",
        ([18, 21, 25, 19], "it gets warmer", "a longer list"),
        ([5, 2], "it gets colder", "a list of two"),
        ([3, 8], "it gets warmer", "a list of two"),
        ([6], "a list of one"),
        ([1.5, 7, 3, 0, 8, 4.0], "it gets warmer", "a longer list", "decimals"),
        ([9, 1, 4, 2, 3, 6.5], "it gets colder", "a longer list", "decimals"),
        ([-2, 4, -7], "it gets colder", "negative numbers"),
        ([2, 5, 9], "it gets warmer", "a longer list"),
    )


def about_numbers(function):
    """Questions about total and average."""
    yield from about_a_list(
        function,
        ([3, 0, 5], "whole numbers"),
        ([18, 21, 27], "whole numbers"),
        ([1, 2], "whole numbers", "a list of two"),
        ([7], "whole numbers", "a list of one"),
        ([0.5, -2, 4, 1.25], "decimals", "negative numbers", "a longer list"),
        ([-1, -2, 0.5, 0], "decimals", "negative numbers", "a longer list"),
        ([2, 2, 9, 4, 6], "whole numbers", "a longer list"),
        ([4, -4], "a sum of 0", "negative numbers", "a list of two"),
        ([], "an empty list"),
    )


def about_a_list(function, *questions):
    """Questions with one list each, and whether the list is as it was."""
    for numbers, *labels in questions:
        yield function, tuple(labels), lambda student, own=numbers: getattr(student, function)(list(own))

    def unchanged(student):
        numbers = [4, 9, 6]
        getattr(student, function)(numbers)
        return numbers == [4, 9, 6]

    yield function, ("your own list afterwards",), unchanged, "", True


def about_count():
    """Questions about count_warm."""
    for days, limit, *labels in (
        ([18, 21, 25, 20], 20, "one is equal to the limit"),
        ([18, 21, 25, 19, 30], 20, "whole numbers"),
        ([18, 21, 25, 20], 17.5, "all are above the limit", "another limit"),
        ([18, 21, 25, 20], 24, "another limit"),
        ([-5, -1, -0.5, -8], -4, "negative numbers", "another limit"),
        ([3, 4], 30, "nothing is above the limit", "another limit"),
        ([22, 3, 5], 20, "whole numbers"),
        ([23], 20, "a list of one", "all are above the limit"),
        ([21, 21, 19, 21], 20, "equal temperatures"),
        ([25, 26, 18, 30], 20, "whole numbers"),
        ([20.5, 26, 20.2, 19.5], 20, "decimals"),
        ([], 20, "an empty list", "nothing is above the limit"),
    ):
        yield (
            "count_warm",
            tuple(labels),
            lambda student, days=days, limit=limit: student.count_warm(list(days), limit),
        )

    def unchanged(student):
        days = [24, 19, 26]
        student.count_warm(days, 20)
        return days == [24, 19, 26]

    yield "count_warm", ("your own list afterwards",), unchanged, "", True
