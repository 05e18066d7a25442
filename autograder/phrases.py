"""What a diagnosis says, in a course's languages. A misconception brings its own words; these are the rest.

Each is one cause and one thing to look at, never the answer. `{…}` are the reading's particulars.
"""

from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "zh"]

READINGS: dict[str, dict[Language, str]] = {
    "missing": {
        "en": "The tests call `{function}`, and your notebook has nothing of this name.",
        "zh": "测试要调用 `{function}`，但你的笔记本里没有这个名字。",
    },
    "misnamed": {
        "en": "I found `{similar}`; the tests call `{function}`. Compare the two names letter by letter.",
        "zh": "我找到了 `{similar}`，而测试调用的是 `{function}`。请逐个字母对照这两个名字。",
    },
    "cell-stopped": {
        "en": "Python stops in the cell before it knows `{function}`: {error}. Mend that first.",
        "zh": "Python 在这个单元格里就停下了，还没认识 `{function}`：{error}。先改好这个错误。",
    },
    "returns-nothing": {
        "en": "Your function computes, but hands nothing back: whoever calls it receives None. "
        "Which Python keyword gives a result to the caller?",
        "zh": "你的函数做了计算，但没有把结果交出来：调用者拿到的是 None。"
        "Python 用哪个关键字把结果交给调用者？",
    },
    "prints": {
        "en": "Your function shows its result on the screen, but whoever calls it receives None. "
        "Showing a number and handing it back are two different things: which one does the caller need?",
        "zh": "你的函数把结果显示在屏幕上，可调用者拿到的是 None。"
        "显示一个数和交回一个数是两回事：调用者需要哪一种？",
    },
    "unfinished": {
        "en": "A part of this is not written yet: the line `raise NotImplementedError()` is still reached.",
        "zh": "还有一部分没有写：程序仍然会执行到 `raise NotImplementedError()` 这一行。",
    },
    "exits": {
        "en": "Your code ends the whole program, for example with `exit()`. A function should only "
        "give back its result.",
        "zh": "你的代码结束了整个程序，比如用了 `exit()`。函数只需要交回结果。",
    },
    "not-a-value": {
        "en": "What your function gives back is neither a number nor an array. Look at its last "
        "line: what stands after `return`?",
        "zh": "你的函数返回的既不是数，也不是数组。看看最后一行：`return` 后面写的是什么？",
    },
    "raises": {
        "en": "Your code stops with {error}. Read the last line of the message first: it says what "
        "Python could not do.",
        "zh": "你的代码以 {error} 停下了。先读报错信息的最后一行：它说明了 Python 做不到什么。",
    },
    "does-not-raise": {
        "en": "There are inputs that should be refused with {error}, and your function answers them "
        "all the same.",
        "zh": "有些输入应该用 {error} 拒绝，而你的函数照样给出了结果。",
    },
    "list": {
        "en": "The numbers come back in a Python list. An array goes in, so an array should come out.",
        "zh": "返回的是一个 Python 列表。输入是数组，输出也应该是数组。",
    },
    "text": {
        "en": "Your function gives back text. It looks like a number, but one cannot compute with it.",
        "zh": "你的函数返回的是文字。它看起来像数，但不能拿来计算。",
    },
    "bool": {
        "en": "Your function gives back True or False where a number is wanted.",
        "zh": "这里需要的是一个数，而你的函数返回的是 True 或 False。",
    },
    "shape": {
        "en": "The result has the shape {came} where {wanted} was wanted. Print the shape of each "
        "array on the way.",
        "zh": "结果的形状是 {came}，而需要的是 {wanted}。把途中每个数组的形状都打印出来看看。",
    },
    "turned": {
        "en": "The result has the shape {came} where {wanted} was wanted: are rows and columns exchanged?",
        "zh": "结果的形状是 {came}，而需要的是 {wanted}：行和列是不是弄反了？",
    },
    "turned-values": {
        "en": "Your table is the right one with rows and columns exchanged.",
        "zh": "你的表是对的，只是行和列互换了。",
    },
    "always-the-same": {
        "en": "Your function gives the same answer whatever goes in. Where does its argument enter "
        "the calculation?",
        "zh": "不管输入什么，你的函数都给出同样的结果。参数是在哪一步参与计算的？",
    },
    "only": {
        "en": "Right elsewhere, wrong for this: {label}. What is different there?",
        "zh": "其他情况都对，只有这种情况不对：{label}。这时有什么不同？",
    },
    "all-but": {
        "en": "Right for this: {label}. Wrong for everything else. What does your code take for granted?",
        "zh": "只有这种情况是对的：{label}，其他都不对。你的代码默认了什么？",
    },
    "not-finite": {
        "en": "Some results are infinite or not a number (`inf`, `nan`). Which step divides by zero "
        "or grows too large?",
        "zh": "有些结果是无穷大或者不是数（`inf`、`nan`）。哪一步除以了零，或者变得太大？",
    },
    "sign": {
        "en": "The size of every number is right, the sign is not. Where could a minus be missing, "
        "or one too many?",
        "zh": "每个数的大小都对，正负号反了。哪里少了一个负号，或者多了一个？",
    },
    "rounded": {
        "en": "Close, but off by up to {gap}: is something rounded on the way?",
        "zh": "很接近，但最多差了 {gap}：途中是不是四舍五入了？",
    },
    "cut": {
        "en": "The whole part of every number is right, what stands behind the point is lost. "
        "Is the result kept in an array of whole numbers?",
        "zh": "每个数的整数部分都对，小数点后面的丢了。结果是不是存进了整数数组？",
    },
    "count": {
        "en": "The number of values that come back is {came}, and {wanted} was wanted. "
        "Look at what stands after `return`.",
        "zh": "返回的值有 {came} 个，而需要的是 {wanted} 个。看看 `return` 后面写了什么。",
    },
    "close": {
        "en": "Close, but off by up to {gap}. Is a number in your formula only roughly right?",
        "zh": "很接近，但最多差了 {gap}。公式里是不是有个数只是近似值？",
    },
    "offset": {
        "en": "Every result is off by the same amount, {gap}. What is added once too often, or never?",
        "zh": "每个结果都差了同样的量：{gap}。是多加了一次，还是漏加了？",
    },
    "factor": {
        "en": "Every result is {factor} times what it should be. What is multiplied or divided once "
        "too often, or never?",
        "zh": "每个结果都是应有值的 {factor} 倍。是多乘（除）了一次，还是漏了？",
    },
    "begin": {
        "en": "Several things differ from what was wanted. Begin with this one: {label}.",
        "zh": "有几处和要求的不一样。先看这一处：{label}。",
    },
    "wrong": {
        "en": "The results differ from the right ones, and no single cause stands out. "
        "Work out the smallest example by hand, and print each step beside it.",
        "zh": "结果和正确答案不同，但看不出单一的原因。请用笔算出最小的例子，再把每一步打印出来对照。",
    },
}  # fmt: skip


def sentence(name: str, function: str, details: Mapping[str, str], language: Language) -> str:
    """The sentence of a reading."""
    if name == "missing" and details.get("similar"):
        name = "misnamed"
    return READINGS[name][language].format(function=function, **details)
