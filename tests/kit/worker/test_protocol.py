"""What crosses comes back the same; what is malformed is a WireError, at once and in little memory."""

import datetime as dt
import enum
import struct
import subprocess
import sys
import tracemalloc
import warnings
import zoneinfo
from collections import Counter, OrderedDict, namedtuple
from decimal import Decimal
from fractions import Fraction

import msgspec
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.worker import codec, framing, protocol
from autograder.worker.protocol import MAX_DEPTH, MAX_FRAME, MAX_ITEMS, MAX_NDIM, WireError


def refuse(thing):
    raise AssertionError(f"{thing!r} was taken for an object")


def kept(thing):
    return protocol.Handle(7, type(thing).__name__, callable(thing))


def through(thing, other=refuse):
    """A value as the other side sees it."""
    whole = protocol.frame(protocol.Returned(1, protocol.to_value(thing, other), None, ""))
    assert framing.length(whole[:4]) == len(whole) - 4
    return protocol.to_python(protocol.reply(whole[4:]).value, refuse)


def is_same(one, two):
    """Equal in type, dtype and every bit; -0.0 and each NaN count."""
    if type(one) is not type(two):
        return False
    if isinstance(one, np.ndarray | np.generic):
        return one.dtype == two.dtype and one.shape == two.shape and one.tobytes() == two.tobytes()
    if isinstance(one, float):
        return struct.pack("d", one) == struct.pack("d", two)
    if isinstance(one, complex):
        return is_same(one.real, two.real) and is_same(one.imag, two.imag)
    if isinstance(one, list | tuple):
        return len(one) == len(two) and all(map(is_same, one, two))
    if isinstance(one, dict):
        return is_same(list(one.items()), list(two.items()))
    if isinstance(one, set | frozenset):
        return len(one) == len(two) and {key: key for key in one} == {key: key for key in two}
    return repr(one) == repr(two)


# --- there and back ---------------------------------------------------------------------------

DTYPES = [f"{order}{kind}" for order in "<>" for kind in "i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16".split()]
dtypes = st.sampled_from([np.dtype(name) for name in [*DTYPES, "?", "g", "G"]])
shapes = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
layouts = st.sampled_from([lambda a: a, np.transpose, lambda a: a[::-1] if a.ndim else a, np.asfortranarray])


@st.composite
def arrays(draw):
    made = draw(hnp.arrays(draw(dtypes), draw(shapes)))
    return draw(layouts)(made)


scalars = dtypes.flatmap(lambda dtype: hnp.arrays(dtype, 1)).map(lambda made: made[0])
most = 2**codec.MAX_BITS - 1
integers = st.integers(-(2**63), 2**63 - 1) | st.integers(-most, most)
decimals = st.decimals(allow_nan=False) | st.sampled_from([Decimal("-0.00"), Decimal("NaN")])
zones = st.none() | st.timedeltas(dt.timedelta(hours=-23), dt.timedelta(hours=23)).map(dt.timezone)
folds = st.sampled_from([0, 1])
moments = st.builds(dt.datetime.replace, st.datetimes(), tzinfo=zones, fold=folds)
times = st.builds(dt.time.replace, st.times(), tzinfo=zones, fold=folds)
ranges = st.builds(range, st.integers(-99, 99), st.integers(-99, 99), st.sampled_from([-3, 1, 7]))
others = st.fractions() | decimals | st.dates() | moments | times | st.timedeltas() | ranges
plain = st.none() | st.booleans() | integers | st.floats() | st.text()
leaves = plain | st.complex_numbers() | st.binary() | arrays() | scalars | others
keys = st.recursive(
    st.none() | st.text() | integers | st.floats(allow_nan=False) | st.fractions() | st.dates() | moments,
    lambda inner: st.frozensets(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple),
    max_leaves=4,
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
        | st.sets(keys, max_size=4)
        | st.frozensets(keys, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
def test_what_may_cross_comes_back_equal_in_type_and_bits(thing):
    assert is_same(through(thing), thing)


@given(arrays())
def test_an_array_that_came_in_cannot_be_written_to(array):
    assert not through(array).flags.writeable


@given(
    hnp.arrays(
        "U5", shapes, elements=st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=5)
    )
)
def test_a_text_array_crosses_as_lists_of_str(array):
    assert is_same(through(array), array.tolist())


def test_a_numpy_text_crosses_as_str():
    assert is_same(through(np.str_("é")), "é")


@given(st.from_type(protocol.Reply) | st.from_type(protocol.Seed) | st.from_type(protocol.Get))
def test_a_message_that_could_be_written_and_read_is_written_the_same_again(message):
    read = protocol.request if isinstance(message, protocol.Seed | protocol.Get) else protocol.reply
    try:
        whole = protocol.frame(message)
        again = read(whole[4:])
    except WireError:
        return
    assert protocol.frame(again) == whole


# --- caps ---------------------------------------------------------------------------------------


def nested(kind, depth):
    thing = 1
    for _ in range(depth):
        thing = {"a": thing} if kind is dict else kind([thing])
    return thing


def nested_value(kind, depth):
    thing = 1
    for _ in range(depth):
        thing = protocol.Dict((("a", thing),)) if kind is protocol.Dict else kind((thing,))
    return thing


@pytest.mark.parametrize("kind", [list, tuple, dict])
def test_depth_is_capped_when_written(kind):
    assert is_same(through(nested(kind, MAX_DEPTH)), nested(kind, MAX_DEPTH))
    with pytest.raises(WireError, match="deep"):
        through(nested(kind, MAX_DEPTH + 1))


@pytest.mark.parametrize("kind", [protocol.List, protocol.Tuple, protocol.Dict])
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 200])
def test_depth_is_capped_when_read(kind, depth):
    with pytest.raises(WireError, match=r"deep|recursion"):
        protocol.to_python(protocol.unraw(protocol.raw(nested_value(kind, depth))), refuse)


def test_a_list_that_holds_itself_is_too_deep():
    ring = []
    ring.append(ring)
    with pytest.raises(WireError, match="deep"):
        through(ring)


def test_items_are_capped_over_the_whole_value_when_written():
    assert len(through([0] * MAX_ITEMS)) == MAX_ITEMS
    with pytest.raises(WireError, match="items"):
        through([0] * (MAX_ITEMS + 1))
    with pytest.raises(WireError, match="items"):
        through([[0] * (MAX_ITEMS // 10)] * 10)
    with pytest.raises(WireError, match="items"):
        through(dict.fromkeys(range(MAX_ITEMS), 0))


def test_items_are_capped_over_the_whole_value_when_read():
    some = protocol.List((0,) * (MAX_ITEMS // 10))
    with pytest.raises(WireError, match="items"):
        protocol.to_python(protocol.unraw(protocol.raw(protocol.List((some,) * 10))), refuse)
    with pytest.raises(WireError, match="length"):
        protocol.unraw(protocol.raw(protocol.List((0,) * (MAX_ITEMS + 1))))


def test_dimensions_are_capped():
    array = np.zeros((1,) * MAX_NDIM)
    assert through(array).shape == array.shape
    with pytest.raises(WireError, match="dimensions"):
        through(array[None])
    with pytest.raises(WireError, match="length"):
        protocol.unraw(protocol.raw(protocol.Array("<f8", (1,) * (MAX_NDIM + 1), b"\0" * 8)))


@pytest.mark.parametrize("sign", [1, -1])
def test_a_whole_number_of_more_digits_than_python_shows_may_not_cross(sign):
    for number in (2**codec.MAX_BITS, 10**5_000):
        with pytest.raises(WireError, match="14000 bits"):
            through([sign * number])
    assert len(str(most)) <= 4_300


def test_a_frame_is_capped():
    with pytest.raises(WireError, match="more than a frame"):
        protocol.frame(protocol.Returned(1, protocol.Bytes(bytes(MAX_FRAME)), None, ""))
    with pytest.raises(WireError, match="where 100 are allowed"):
        framing.length(struct.pack(">I", 101), 100)
    assert framing.length(struct.pack(">I", 100), 100) == 100


@pytest.mark.parametrize("text", ["\ud800", "a\udfff"])
def test_text_that_is_not_unicode_may_not_cross(text):
    for thing in (text, [text], {text: 1}, np.array([text])):
        with pytest.raises(WireError, match="Unicode"):
            through(thing)
    with pytest.raises(WireError):
        protocol.frame(protocol.Missing(1, text, ""))


@pytest.mark.parametrize("key", [(1, 2), b"a", 1j, np.int64(1), frozenset([(1, "a")]), 10**40])
def test_a_dict_may_have_whatever_can_cross_and_be_hashed_as_a_key(key):
    assert through({key: 1}) == {key: 1}
    assert through({key}) == {key}


@pytest.mark.parametrize("key", [len, object(), (1, object())], ids="abc")
def test_a_key_that_would_have_to_stay_where_it_is_may_not_cross(key):
    for thing in ({key: 1}, {key}):
        with pytest.raises(WireError, match="that cannot cross"):
            protocol.to_value(thing, kept)


def test_a_set_is_the_same_bytes_in_whatever_order_it_was_filled():
    def written(items):
        return protocol.raw(protocol.to_value(set(items), refuse))

    names = [f"name {number}" for number in range(50)]
    assert written(names) == written(reversed(names))


@pytest.mark.parametrize(
    ("thing", "word"),
    [
        (Decimal("sNaN"), "no number"),
        (Decimal("1E+5001"), "5000 places"),
        (Decimal("0E-99999"), "5000 places"),
        (Decimal("1." + "3" * 5_000), "5000 places"),
        (Fraction(1, 10**5_000), "14000 bits"),
        (range(10**18), "100000 numbers"),
        (range(-(2**70), -(2**70) + 5), "100000 numbers"),
        (set(range(protocol.MAX_PAIRS + 1)), "10000 items"),
        (dt.time(1, tzinfo=zoneinfo.ZoneInfo("Europe/Paris")), "needs a date"),
    ],
    ids="snan large small long fraction range far set time".split(),
)
def test_what_is_too_large_or_no_number_is_refused_with_its_reason(thing, word):
    with pytest.raises(WireError, match=word):
        through([thing])


class OwnZone(dt.tzinfo):
    def utcoffset(self, moment):
        return dt.timedelta(hours=1)


def test_a_time_zone_of_a_class_of_its_own_is_refused():
    for moment in (dt.datetime(2020, 1, 1, tzinfo=OwnZone()), dt.time(1, tzinfo=OwnZone())):
        with pytest.raises(WireError, match="of a type of its own"):
            through(moment)


def test_a_named_time_zone_crosses_as_its_offset_at_that_moment():
    paris = dt.datetime(2020, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))
    there = through(paris)
    assert there == paris
    assert (there.utcoffset(), there.tzname()) == (dt.timedelta(hours=2), "Europe/Paris")


# --- exact types ----------------------------------------------------------------------------------


class OwnFloat(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


class Liar:
    __class__ = float  # type: ignore[assignment]


class Colour(enum.IntEnum):
    RED = 1


class OwnArray(np.ndarray):
    pass


class OwnNumpyFloat(np.float64):
    pass


def matrix():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.matrix([[1.0]])


@pytest.mark.parametrize(
    "thing",
    [
        OwnFloat(1.0),
        type("OwnInt", (int,), {})(1),
        type("OwnStr", (str,), {})("a"),
        type("OwnBytes", (bytes,), {})(b"a"),
        type("OwnComplex", (complex,), {})(1),
        Colour.RED,
        Liar(),
        np.zeros(2).view(OwnArray),
        OwnNumpyFloat(1.0),
        matrix(),
        np.ma.masked_array([1.0], mask=[True]),
        np.array([None, 1]),
        np.array([(1, 2.0)], dtype="i4,f8"),
        np.zeros(1, dtype=[("a", "f8", (3,))])[0],
        np.array(["2020-01-01"], dtype="datetime64[D]"),
        np.datetime64("2020-01-01"),
        np.timedelta64(1, "s"),
        np.array([b"bytes"]),
        np.bytes_(b"a"),
        type("OwnFraction", (Fraction,), {"numerator": 7})(1, 2),
        type("OwnDecimal", (Decimal,), {})(1),
        type("OwnDate", (dt.datetime,), {})(2020, 1, 1),
        bytearray(b"a"),
        memoryview(b"a"),
        object(),
        len,
        float,
        iter([1]),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_what_only_looks_like_a_value_stays_where_it_is(thing):
    assert protocol.to_value(thing, kept) == kept(thing)
    assert protocol.to_value([thing], kept) == protocol.List((kept(thing),))


class LyingList(list):
    def __iter__(self):
        return iter([1, 2, 3])

    def __len__(self):
        return 3


class LyingTuple(tuple):
    __iter__, __len__ = LyingList.__iter__, LyingList.__len__


class LyingSet(set):
    __iter__, __len__ = LyingList.__iter__, LyingList.__len__


class LyingDict(dict):
    def items(self):
        return [("b", 2)]

    values = keys = __iter__ = None


@pytest.mark.parametrize(
    ("thing", "held"),
    [
        (namedtuple("Pair", "a b")(1, 2), (1, 2)),
        (OrderedDict(a=1), {"a": 1}),
        (Counter("aab"), {"a": 2, "b": 1}),
        (LyingList([7]), [7]),
        (LyingTuple((7,)), (7,)),
        (LyingDict(a=7), {"a": 7}),
        (LyingSet({7}), {7}),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_a_container_of_its_own_type_crosses_as_what_it_holds_not_as_what_it_says(thing, held):
    assert is_same(through(thing), held)


# --- malformed ------------------------------------------------------------------------------------


def read_all(body):
    """Whatever can be done with bytes; anything but WireError comes out."""
    for read in (protocol.request, protocol.reply, protocol.unraw):
        try:
            found = read(body)
        except WireError:
            continue
        if isinstance(found, protocol.Returned):
            found = found.value
        if not isinstance(found, protocol.Request | protocol.Reply):
            try:
                protocol.to_python(found, lambda reference: None)
            except WireError:
                pass


@given(st.binary(max_size=200))
def test_random_bytes_are_a_wire_error_or_a_message(body):
    read_all(body)


@given(values, st.data())
def test_a_truncated_or_altered_message_is_a_wire_error_or_another_message(thing, data):
    whole = protocol.frame(protocol.Returned(1, protocol.to_value(thing, refuse), None, "printed"))[4:]
    place = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(WireError):
        protocol.reply(whole[:place])
    with pytest.raises(WireError):
        protocol.reply(whole + b"\xc0")
    altered = bytearray(whole)
    altered[place] = data.draw(st.integers(0, 255))
    read_all(bytes(altered))


tags = st.sampled_from(
    [
        *"ltdcbashnfxo",
        *(each.name for each in codec.BUILT_IN),
        "set",
        "frozenset",
        "returned",
        "raised",
        "ran",
        "ready",
        "missing",
        "unable",
        "asked",
        "call",
    ]
)
atoms = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=4)
tagged = st.recursive(
    atoms | st.binary(max_size=9) | tags,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(tags, inner).map(list)
        | st.tuples(tags, inner, inner).map(list)
        | st.tuples(tags, st.lists(inner, max_size=3)).map(list)
        | st.tuples(tags, inner, inner, inner).map(list)
        | st.dictionaries(st.text(max_size=2), inner, max_size=2)
    ),
    max_leaves=15,
)


@given(tagged)
@example(["l", None])
@example(["l", [["l"]]])
@example(["d", [[["l", []], 1]]])
@example(["returned", 1, ["a", "<f8", [2**64 - 1, 0], b""], None, ""])
def test_wrong_tags_and_fields_are_a_wire_error(thing):
    read_all(msgspec.msgpack.encode(thing))


dtype_texts = st.text(alphabet="<>|=biufcSUVOmMae?gdq0123456789,()[] \n-", max_size=6) | st.text(max_size=5)
sizes = st.integers(-(2**63), 2**64 - 1) | st.integers(-1, 4) | st.sampled_from([2**31, 2**32, 2**61, 2**62])


@given(dtype_texts | st.sampled_from(DTYPES), st.lists(sizes, max_size=MAX_NDIM), st.binary(max_size=64))
@example("<f8", [2**62, 4], b"")
@example("<f8", [2**32, 2**32, 2**32], b"")
@example("<f8", [0, 2**63], b"")
@example("<f8", [-1, -1], b"\0" * 8)
@example("<f0", [1], b"")
@example("<i4,", [1], b"\0" * 4)
@example("O", [1], b"\0" * 8)
@example("|O", [1], b"\0" * 8)
@example("<M8", [1], b"\0" * 8)
@example("<f٨", [1], b"\0" * 8)
def test_an_array_is_what_its_dtype_shape_and_bytes_agree_on_or_a_wire_error(dtype, shape, data):
    body = msgspec.msgpack.encode(["a", dtype, shape, data])
    try:
        found = protocol.to_python(protocol.unraw(body), refuse)
    except WireError:
        return
    assert type(found) is np.ndarray
    assert found.dtype.kind in protocol.NUMERIC_KINDS
    assert found.nbytes == len(data)
    assert list(found.shape) == shape
    assert found.dtype.names is None
    assert found.dtype.subdtype is None


@given(dtype_texts | st.sampled_from(DTYPES), st.binary(max_size=33))
def test_a_scalar_is_of_its_size_or_a_wire_error(dtype, data):
    try:
        found = protocol.to_python(protocol.unraw(msgspec.msgpack.encode(["s", dtype, data])), refuse)
    except WireError:
        return
    assert isinstance(found, np.number | np.bool_)
    assert found.nbytes == len(data)


@pytest.mark.parametrize(
    "pairs", [(("a", 1), ("a", 2)), ((1, 1), (True, 2)), ((0.0, 1), (-0.0, 2)), ((None, 1),) * 2]
)
def test_a_repeated_key_is_a_wire_error(pairs):
    with pytest.raises(WireError, match="twice"):
        protocol.to_python(protocol.Dict(pairs), refuse)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("int", b""),
        ("int", b"\1" * 1_752),
        ("int", 7),
        ("range", (0, 10**9, 1)),
        ("range", (0, 1, 0)),
        ("Fraction", (1, 0)),
        ("Fraction", (1, -2)),
        ("Fraction", (1.0, 2)),
        ("Decimal", "sNaN"),
        ("Decimal", "1E+999999"),
        ("Decimal", "0E+999999"),
        ("Decimal", "１"),
        ("Decimal", " 1"),
        ("date", (2020, 13, 1)),
        ("date", (2020, 10**30, 1)),
        ("time", ((25, 0, 0, 0), 0, None)),
        ("datetime", ((2020, 1, 1), (0, 0, 0, 0), 2, None)),
        ("datetime", ((2020, 1, 1), (0, 0, 0, 0), 0, ((2, 0, 0), None))),
        ("timedelta", (10**10, 0, 0)),
        ("timedelta", (10**30, 0, 0)),
        ("no such type", None),
        ("Set", [1]),
    ],
)
def test_parts_that_make_no_thing_of_their_type_are_a_wire_error(name, plain):
    value = protocol.Coded(name, protocol.to_value(plain, refuse))
    with pytest.raises(WireError):
        protocol.to_python(protocol.unraw(protocol.raw(value)), refuse)


@pytest.mark.parametrize("name", ["set", "frozenset"])
@pytest.mark.parametrize(
    "items",
    [
        protocol.Tuple((1, 2)),
        protocol.List((1, True)),
        protocol.List((protocol.List(()),)),
        protocol.List((protocol.Coded("set", protocol.List(())),)),
        protocol.List((protocol.Handle(0, "a", False),)),
        protocol.List((protocol.Array("<f8", (), bytes(8)),)),
        protocol.List(tuple(range(protocol.MAX_PAIRS + 1))),
    ],
    ids="tuple twice list set handle array many".split(),
)
def test_a_set_of_what_cannot_be_in_one_is_a_wire_error(name, items):
    with pytest.raises(WireError):
        protocol.to_python(protocol.Coded(name, items), lambda reference: None)


def test_keys_that_were_chosen_to_be_alike_are_a_wire_error():
    # Their hashes are all 1, so that ten thousand of them would be compared fifty million times.
    prime = 2**61 - 1
    many = [protocol.to_value(Fraction(1 + prime * number), refuse) for number in range(codec.MAX_ALIKE + 1)]
    for value in (
        protocol.Coded("set", protocol.List(tuple(many))),
        protocol.Dict(tuple((key, 0) for key in many)),
    ):
        with pytest.raises(WireError, match="alike"):
            protocol.to_python(value, refuse)
    grid = {(x, y): 0 for x in range(-40, 40) for y in range(-40, 40)}
    assert through(grid) == grid


def test_a_value_taken_apart_again_and_again_is_too_deep():
    thing = 1
    for _ in range(MAX_DEPTH + 2):
        thing = protocol.Coded("frozenset", protocol.List((thing,)))
    with pytest.raises(WireError, match="deep"):
        protocol.to_python(thing, refuse)


def test_nothing_of_a_rare_type_is_loaded_before_it_is_met():
    code = (
        "import sys; from autograder.worker import codec, protocol;"
        "assert codec.codec_of(object) is None;"
        "assert not {'pandas', 'zoneinfo'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_many_items_beside_a_long_text_are_a_wire_error():
    # `np.asarray` of them would be a table with room for the long one in every place.
    for long in ("x" * 50_000, b"x" * 50_000):
        with pytest.raises(WireError, match="long text"):
            through([0] * 1_000 + [long])
        assert through([0] * 10 + [long])[-1] == long


@pytest.mark.parametrize("shape", [(0, 2**40), (2**40, 0), (1 << 14, 0, 1 << 14), (0,) * 8 + (2**62,)])
def test_an_empty_array_of_a_vast_shape_is_a_wire_error(shape):
    # The suite's own `got.sum(axis=0)` would ask for all that memory.
    with pytest.raises(WireError, match="too large"):
        protocol.to_python(protocol.Array("<f8", shape, b""), refuse)


@pytest.mark.parametrize(
    "body",
    [
        b"\xdd\xff\xff\xff\xff",  # a list of four thousand million
        b"\xdf\xff\xff\xff\xff",
        b"\x92\xa1l\xdd\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"\x91" * 1_000_000,
        b"\x92\xa1l\x91" * 250_000,
        msgspec.msgpack.encode(["a", "<f8", [2**62], b""]),
        msgspec.msgpack.encode(["l", [["l", []]] * 99_999]),
    ],
    ids="list map tagged-list bytes deep deep-lists shape many-lists".split(),
)
def test_what_announces_much_takes_little_memory(body):
    tracemalloc.start()
    try:
        read_all(body)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 40 * len(body) + (1 << 20)
