"""The course's YAML files, as values; one that would fill the memory or break the parser is refused.

So is one with a key twice: YAML keeps the last of two equal keys in silence.
"""

import typing
from typing import TypeVar

import msgspec
import yaml

from autograder.errors import AutograderError, CourseError

MOST_VALUES = 200_000  # with what aliases stand for: far more than a table of misconceptions has

Kind = TypeVar("Kind")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEY_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge")


class RefusedKey(yaml.YAMLError):
    """A key that is in its mapping twice, or is not text."""

    def __init__(self, line: int, reason: str, next_step: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line, self.reason, self.next_step = line, reason, next_step


def decode_yaml(raw: bytes, kind: type[Kind]) -> Kind:
    """Decode a file's bytes into a value of the type `kind`.

    Raises msgspec.ValidationError if the content is of another type, and yaml.YAMLError for all else.
    """
    try:
        node = yaml.compose(raw, Loader=_Loader)
        _count(node, {})
        _refuse_keys(node)
        return msgspec.yaml.decode(raw, type=kind)
    except msgspec.MsgspecError:
        raise
    except RecursionError as error:
        raise yaml.YAMLError("it is nested too deep") from error
    except (LookupError, AttributeError, TypeError, ArithmeticError, ValueError) as error:
        # PyYAML raises these on a tag such as !!int "", and on bytes that are no text
        raise yaml.YAMLError(str(error)) from error


def parse_table(
    raw: bytes, kind: type[Kind], where: str, next_step: str, error: type[AutograderError] = CourseError
) -> Kind:
    """Decode a file that an author writes; what is wrong with it is raised as an `error`."""
    try:
        return decode_yaml(raw, kind)
    except RefusedKey as refused:
        raise error(f"{where}, line {refused.line}", refused.reason, refused.next_step) from refused
    except msgspec.ValidationError as problem:
        place = f"{where}, {key}" if (key := _wrong_entry(raw, kind)) else where
        raise error(place, str(problem).replace("`$[...]", "`$"), next_step) from problem
    except (msgspec.MsgspecError, yaml.YAMLError) as problem:
        raise error(where, str(problem), next_step) from problem


def _wrong_entry(raw: bytes, kind: type[Kind]) -> str:
    """Return the key of the first entry of a table that is of another type; "" if no entry is the reason."""
    plain, (_, entry_kind) = msgspec.yaml.decode(raw), typing.get_args(kind) or (None, None)
    for key, entry in plain.items() if isinstance(plain, dict) else ():
        try:
            msgspec.convert(entry, entry_kind)
        except msgspec.ValidationError:
            return str(key)
    return ""


def _count(node: yaml.Node | None, known: dict[int, int]) -> int:
    """Count the values of a node, with what its aliases stand for; refuse too many, and one in itself."""
    if not isinstance(node, yaml.CollectionNode):
        return 1
    if id(node) in known:
        if not known[id(node)]:
            raise yaml.YAMLError("an alias stands for itself")
        return known[id(node)]
    known[id(node)] = 0
    parts = (
        node.value if isinstance(node, yaml.SequenceNode) else [each for pair in node.value for each in pair]
    )
    whole = 1 + sum(_count(part, known) for part in parts)
    if whole > MOST_VALUES:
        raise yaml.YAMLError(f"it comes to more than {MOST_VALUES} values, with what its aliases stand for")
    known[id(node)] = whole
    return whole


def _refuse_keys(node: yaml.Node | None) -> None:
    """Raise RefusedKey for the first key that is twice in its mapping, or that is not text."""
    children: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in seen:
                raise RefusedKey(line, f"the key {name!r} is there twice", "keep one of them")
            seen.add(name)
            if key.tag not in _KEY_TAGS:
                raise RefusedKey(line, f"the key {name[:40]} is not text", "write it in quotes")
            children.append(value)
    elif isinstance(node, yaml.SequenceNode):
        children = list(node.value)
    for child in children:
        _refuse_keys(child)
