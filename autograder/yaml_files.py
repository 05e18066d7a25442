"""The course's YAML files, as values; one that would fill the memory or break the parser is refused."""

from collections.abc import Callable
from typing import TypeVar

import msgspec
import yaml

from autograder.errors import AutograderError, CourseError

MOST_VALUES = 200_000  # with what aliases stand for: far more than a table of misconceptions has

Kind = TypeVar("Kind")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def decode_yaml(
    raw: bytes, kind: type[Kind], look: Callable[[yaml.Node | None], None] = lambda node: None
) -> Kind:
    """Decode a file's bytes into a value of the type `kind`; `look` sees the nodes, which know their lines.

    Raises msgspec.ValidationError if the content is of another type, and yaml.YAMLError for all else.
    """
    try:
        node = yaml.compose(raw, Loader=_Loader)
        _count(node, {})
        look(node)
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
    except (msgspec.MsgspecError, yaml.YAMLError) as problem:
        raise error(where, str(problem), next_step) from problem


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
