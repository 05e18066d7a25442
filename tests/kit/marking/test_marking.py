"""Marking on the page: what it shows, what it writes, and who else is at it."""

import html
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from http.client import HTTPException
from pathlib import Path

import made
import pytest
from database import empty_database
from made import do
from marker import COMMAND, build, hand_in
from nbgrader import api
from waiting import wait_until

from autograder.classroom import class_results, progress_files
from autograder.course import load_course
from autograder.gradebook.grades import address
from autograder.paths import Places


def in_gradebook(root, student, cell="explore"):
    """nbgrader's own word: manual score, comment, whether it waits."""
    with api.Gradebook(f"sqlite:///{root}/var/gradebook.db") as book:
        grade = book.find_grade(cell, "small", "small", student)
        comment = book.find_comment(cell.removeprefix("test_"), "small", "small", student)
        return grade.manual_score, comment.manual_comment, grade.needs_manual_grade


# --- what a page shows -------------------------------------------------------------------------


def test_the_scheme_stands_beside_the_answers_and_is_set_as_its_author_wrote_it(course, session):
    ann = session(course, "ann")
    page = ann.page("small/cell/explore")
    assert "<strong>2 points:</strong> names the slope." in page
    assert "What is the slope at 8?" in page  # what students were asked
    assert "斜率很小。" in page
    assert "0 of 3 done" in page
    assert len(ann.cards()) == 3


def test_nothing_that_a_student_wrote_is_markup(course, session):
    page = session(course, "ann").page("small/cell/explore")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;2 of 2&lt;/b&gt;" in page
    assert "Bob &lt;b&gt;final&lt;/b&gt;" in page
    assert "<script>" not in page
    assert re.findall(r"<script[^>]*>", page) == [f'<script src="{page_base(page)}static/marking.js" defer>']
    assert not re.search(r"""\son\w+\s*=|style=|javascript:""", page)


def page_base(page):
    return re.search(r'href="(/[^"]+/)static/marking.css"', page)[1]


def test_a_page_says_that_it_may_load_nothing_from_elsewhere_and_run_nothing_of_its_own_text(course, session):
    _, headers, _ = session(course, "ann").ask("small/cell/explore")
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


def test_a_function_is_marked_beside_what_the_tests_found(course, session):
    ann = session(course, "ann")
    (first, *_) = ann.cards("small/cell/test_double?show=all")
    assert "return x + x" in first["text"]
    assert "The tests gave 4 of 4" in first["text"]
    status, answer = ann.give(first["key"], 1.5, "Copied.", cell="test_double")
    assert (status, answer["mark"]["score"]) == (200, 1.5)


# --- what it writes ----------------------------------------------------------------------------


def test_a_mark_is_formgraders_and_everything_that_reads_scores_has_it(course, session):
    ann = session(course, "ann")
    status, answer = ann.give(ann.key_of("The slope is small"), 1.5, "Which slope? 哪里？\x00")
    assert (status, answer["mark"]["by"], answer["mark"]["waits"]) == (200, "ann", False)
    assert in_gradebook(course, "ada") == (1.5, "Which slope? 哪里？\ufffd", False)
    found, places = load_course(course)
    scores = {one.student: one.score for one in class_results.read_results(found, places, "small")}
    assert scores == {"ada": 9.5, "bob": None, "cy": None, "dee": None}
    assert "2 with answers to mark by hand" in do(course, "grade", "small")
    do(course, "feedback", "small", "--student", "ada")
    assert "Which slope? 哪里？" in (course / "var/feedback/ada/small/small.html").read_text(encoding="utf-8")
    assert in_gradebook(course, "ada")[0] == 1.5


def test_points_that_the_question_has_not_are_refused_and_so_is_what_no_page_sends(course, session):
    ann = session(course, "ann")
    for score in (-0.5, 2.5, 1e9):
        status, answer = ann.give(ann.cards()[0]["key"], score)
        assert status == 422
        assert "between 0 and 2 points" in answer["problem"]
    for raw in (b'{"score": NaN}', b"[]", b"", b'{"key": 1}', b"\xff"):
        assert ann.ask("small/cell/explore/give", raw)[0] == 400


def test_undo_and_the_bank_work_from_the_page(course, session):
    ann = session(course, "ann")
    key = ann.key_of("斜率")
    ann.give(key, 2.0, "好")
    status, answer = ann.send("undo", {})
    assert (status, answer["key"], answer["mark"]["waits"]) == (200, key, True)
    assert in_gradebook(course, "cy") == (None, None, True)
    assert ann.send("undo", {})[1] == {"problem": "There is nothing to undo."}
    assert ann.send("bank", {"words": " Say why. "})[1]["bank"] == [
        {"key": "q", "number": 1, "words": "Say why."}
    ]
    assert ann.send("bank", {"words": "  "})[0] == 422
    for number in range(9):
        ann.send("bank", {"words": f"Comment {number}"})
    status, answer = ann.send("bank", {"words": "one more"})
    assert (status, "there are 10" in answer["problem"]) == (422, True)
    assert len(ann.send("bank", {"drop": 1})[1]["bank"]) == 9


def test_an_answer_that_was_graded_anew_meanwhile_gets_no_mark_of_the_old_one(course, session):
    ann = session(course, "ann")
    shown = next(one for one in ann.cards() if "The slope is small" in one["text"])
    hand_in(course, "ada", "It is 0.")
    do(course, "grade", "small")
    status, answer = ann.give(shown["key"], 2.0, "", shown["state"], shown["digest"])
    assert status == 410
    assert "Load the page again" in answer["problem"]
    assert in_gradebook(course, "ada") == (None, None, True)


def test_a_mark_waits_again_where_its_answer_changes_later(course, session):
    ann = session(course, "ann")
    key = ann.key_of("The slope is small")
    ann.give(key, 2.0)
    hand_in(course, "ada", "It is 0.")
    do(course, "grade", "small")
    (mark,) = ann.marks([key]).values()
    assert (mark["score"], mark["waits"], mark["by"]) == (2.0, True, "ann")
    assert key in [one["key"] for one in ann.cards()]


# --- several markers ---------------------------------------------------------------------------


def test_a_save_on_top_of_somebody_elses_is_refused_and_shows_both(course, session):
    ann, ben = session(course, "ann"), session(course, "ben")
    key = ann.key_of("The slope is small")
    shown = next(one for one in ben.cards() if one["key"] == key)
    assert ann.give(key, 2.0, "Clear.")[0] == 200
    status, answer = ben.give(key, 1.0, "Vague.", shown["state"], shown["digest"])
    assert status == 409
    now = answer["now"]
    assert (now["score"], now["comment"], now["by"]) == (2.0, "Clear.", "ann")
    assert in_gradebook(course, "ada") == (2.0, "Clear.", False)
    assert ben.give(key, 1.0, "Vague.", now["state"], shown["digest"])[0] == 200
    assert ann.send("undo", {})[0] == 409  # it is ben's by now
    assert in_gradebook(course, "ada") == (1.0, "Vague.", False)


@pytest.mark.full
def test_each_marker_has_an_order_of_their_own_and_keeps_it(graded, session):
    orders = {}
    for marker in ("ann", "ben", "eve", "kim", "lee"):
        one = session(graded, marker)
        orders[marker] = [card["key"] for card in one.cards("small/cell/explore?show=all")]
        assert orders[marker] == [card["key"] for card in one.cards("small/cell/explore?show=all")]
        one.end()
    assert len({tuple(order) for order in orders.values()}) > 1
    assert len({frozenset(order) for order in orders.values()}) == 1


def test_one_name_marks_once_at_a_time_and_has_its_port_again(course, session):
    ann = session(course, "Ann B.")
    second = subprocess.run(
        [*COMMAND, "mark", "--as", "Ann B.", "--course", str(course)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert second.returncode == 3
    assert f"process {ann.process.pid} is marking as Ann B. in this course" in second.stderr
    assert ann.end() == (
        0,
        "The address is yours alone. Ctrl + C ends it; what the page calls saved is in the gradebook.\n",
    )
    again = session(course, "Ann B.")
    assert again.port == ann.port
    assert again.token != ann.token


@pytest.mark.parametrize("name", ["", "  ", "a\x1b[2J", "x" * 41, "—"])
def test_a_name_that_is_none_is_refused(course, name):
    assert "is no name" in do(course, "mark", "--as", name, code=3)


def test_a_port_that_is_taken_is_named(course):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"--port {port}: cannot be used" in do(
            course, "mark", "--as", "ann", "--port", str(port), code=3
        )


def test_a_class_can_be_watched_from_before_its_gradebook_is_made(tmp_path, session):
    root = build(tmp_path / "course")
    (root / "var/gradebook.db").unlink()
    ann = session(root, "ann")
    assert "run <code>autograder build small</code>" in ann.page("small/")
    status, _, text = ann.ask("small/cell/explore")
    assert (status, "the gradebook does not know this assignment" in text) == (409, True)
    hand_in(root, "ada")
    do(root, "grade", "small")
    # A class is looked at anew after nine times as long as the last look took.
    wait_until(lambda: "<b>1</b> of 1 wait" in ann.page("small/"), "the page does not follow")
    assert len(ann.cards()) == 1


# --- many, and a kill --------------------------------------------------------------------------


MANY = 80  # four pages


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def many(request, tmp_path_factory):
    """Many answers that wait, in a gradebook on either database."""
    with empty_database() if request.param == "postgres" else nullcontext("") as server:
        settings = made.COURSE_YML + (f"gradebook: {server}\n" if server else "")
        root = build(tmp_path_factory.mktemp("many") / "course", settings)
        for number in range(MANY):
            hand_in(root, f"s{number:03d}", f"Answer {number}: the slope is small.")
        do(root, "grade", "small")
        yield root


def mark_all(session, marker, both):
    """Mark twenty at a time until nothing waits, as one person does; how many marks were theirs.

    Nobody begins the next twenty before the other does, however busy the machine is.
    """
    given = refused = 0
    while True:
        with suppress(threading.BrokenBarrierError):
            both.wait()
        page = session.page("small/cell/explore")
        cards = re.findall(r'data-key="([^"]+)" data-state="([^"]+)" data-digest="([^"]+)"', page)
        numbers = re.findall(r"Answer (\d+): the slope", page)
        if not cards:
            both.abort()  # nobody waits for who is done
            return given, refused
        for (key, state, digest), number in zip(cards, numbers, strict=True):
            asked = {
                "key": key,
                "state": state,
                "digest": digest,
                "score": int(number) % 5 / 2,
                "comment": f"{marker} {number}",
            }
            status, _ = session.send("give", asked)
            assert status in (200, 409)
            given, refused = given + (status == 200), refused + (status == 409)


@pytest.mark.full
def test_two_people_mark_many_answers_at_once_and_each_has_one_mark(many, session):
    ann, ben = session(many, "ann"), session(many, "ben")
    both = threading.Barrier(2, timeout=60)
    with ThreadPoolExecutor(2) as pool:
        (hers, her_refused), (his, his_refused) = pool.map(mark_all, (ann, ben), ("ann", "ben"), (both, both))
    assert hers + his == MANY
    assert hers > MANY / 4
    assert his > MANY / 4
    print(f"ann {hers}, ben {his}; refused {her_refused} and {his_refused}")
    with api.Gradebook(address(*load_course(many)), "default_course") as book:
        for number in range(MANY):
            grade = book.find_grade("explore", "small", "small", f"s{number:03d}")
            comment = book.find_comment("explore", "small", "small", f"s{number:03d}")
            assert (grade.manual_score, grade.needs_manual_grade) == (number % 5 / 2, False)
            assert comment.manual_comment in (f"ann {number}", f"ben {number}")
    assert "0 with answers to mark by hand" in do(many, "grade", "small")


@pytest.mark.full
def test_what_was_called_saved_survives_a_kill_at_any_moment(many, session):
    kim = session(many, "kim")
    for turn in range(5):
        cards = kim.cards("small/cell/explore?show=all")
        saved = {}
        killer = threading.Timer(0.02 + 0.1 * turn, kim.process.send_signal, [signal.SIGKILL])
        try:
            for number, card in enumerate(cards):
                asked = {
                    "key": card["key"],
                    "state": card["state"],
                    "digest": card["digest"],
                    "score": turn / 4,
                    "comment": f"turn {turn} {number}",
                }
                status, answer = kim.send("give", asked)
                assert status == 200
                saved[card["key"]] = answer["mark"]
                if len(saved) == 1:  # a busy database may take its time over the first
                    killer.start()
        except (OSError, HTTPException):
            pass  # it was killed: what came before is what counts
        killer.join()
        kim.end()
        assert saved
        again = session(many, "kim")
        assert again.port == kim.port
        now = again.marks(list(saved))
        assert now == saved
        kim = again


def test_a_mark_waits_for_a_grade_that_writes_and_both_are_there(course, session):
    ann = session(course, "ann")
    keys = [card["key"] for card in ann.cards()]
    grading = subprocess.Popen(
        [*COMMAND, "grade", "small", "--force", "--course", str(course)], stdout=subprocess.PIPE
    )
    saved, is_running = set(), True
    while is_running:
        is_running = grading.poll() is None
        for number, key in enumerate(keys):
            if is_running or key not in saved:
                status, _ = ann.give(key, number / 2)
                assert status in (200, 410)
                saved |= {key} if status == 200 else set()
    grading.communicate()
    assert grading.returncode == 0
    assert {mark["score"] for mark in ann.marks(keys).values()} == {0.0, 0.5, 1.0}
    assert {mark["waits"] for mark in ann.marks(keys).values()} == {False}


# --- the class ---------------------------------------------------------------------------------


def test_the_class_page_has_scores_what_waits_who_is_missing_and_the_pages_that_exist(course, session):
    ann = session(course, "ann")
    ann.give(ann.key_of("The slope is small"), 1.0)
    do(course, "feedback", "small", "--student", "ada")
    page = ann.page("small/")
    rows = [
        " ".join(re.sub("<[^>]+>", " ", row).split()) for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)
    ]
    assert rows[1:] == [
        "Ada Lovelace ada 4 4 1 9 final feedback page",
        "Bob &lt;b&gt;final&lt;/b&gt; bob 4 4 ? waits",
        "赛 小明 cy 4 4 ? waits",
    ]
    assert 'href="cell/explore"' in page
    assert "<b>2</b> of 3 wait" in page
    missing = page[page.index("Handed nothing in</h2>") :]
    assert "Dee Late" in missing
    (link,) = re.findall(r'href="(page/feedback/[^"]+)"', page)
    status, headers, text = ann.ask(f"small/{link}")
    assert (status, "of 10 points" in text) == (200, True)
    assert "script-src" not in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].endswith("sandbox")
    assert ann.ask(f"small/{link.replace('feedback', 'staff')}")[0] == 404
    assert ann.ask("small/page/feedback/s-0000000000")[0] == 404
    course_page = ann.page("")
    assert re.search(r'small/">Small</a>.*?>3<.*?>3<.*?waits">2<', course_page, re.S)


def test_the_class_page_tells_a_zero_from_a_cell_in_which_nothing_is_as_the_table_does(course, session):
    hand_in(course, "dee", "*Write here.*", "def double(x):\n    return 'no'\n")
    table = do(course, "grade", "small")
    assert re.search(r"dee +│ graded +│ +0 │ +– │ +– │", table)
    ann = session(course, "ann")
    assert row_of(ann.page("small/"), "dee") == "Dee Late dee 0 – – 0 final"
    ann.give(
        next(one["key"] for one in ann.cards("small/cell/explore?show=all") if "Dee" in one["text"]), 0.0
    )
    assert row_of(ann.page("small/"), "dee") == "Dee Late dee 0 – 0 0 final"


def row_of(page, student):
    """One line of the class page, as it is read."""
    rows = [
        " ".join(re.sub("<[^>]+>", " ", row).split()) for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)
    ]
    return next(row for row in rows if f" {student} " in row)


def test_who_has_left_is_in_no_figure_of_the_course_page(course, session):
    do(course, "roster", "--drop", "cy")
    course_page = session(course, "ann").page("")
    assert re.search(r'small/">Small</a>.*?>2<.*?>2<.*?waits">2<', course_page, re.S)


def test_the_class_page_shows_how_far_a_running_grade_is(course, session):
    ann = session(course, "ann")
    assert "Grading" not in ann.page("small/")
    with progress_files.progress_reported(Places(course), "small", None) as tell:
        tell(40, 160)
        page = ann.page("small/")
        assert "<b>Grading Small:</b> 40 of 160" in page
        assert 'value="40"' in page
        assert "<b>Grading Small:</b> 40 of 160" in ann.page("")
    assert "Grading" not in ann.page("small/")
    (course / "var/grade.progress.json").write_text(
        '{"assignment":"small","done":1,"whole":2,"process":4194305,"began":0}'
    )
    assert "Grading" not in ann.page("small/")  # what a killed one left


def test_the_class_page_shows_what_a_follower_has_done(course, session):
    ann = session(course, "ann")
    places = Places(course)
    assert "Following" not in ann.page("small/")
    trouble = "course.yml: <b>is</b> broken"
    progress_files.write_follower_status(
        places, progress_files.FollowerStatus("small", os.getpid(), 0.0, 7, 1, 2, trouble)
    )
    page = ann.page("small/")
    assert re.search(r"Following what arrives</b> since 1970-01-01 \d\d:\d\d: 7 graded", page)
    assert "1 arriving or not readable yet, 2 over the day's quota" in html.unescape(page)
    assert "&lt;b&gt;is&lt;/b&gt; broken" in page
    progress_files.remove_follower_status(places, "small")
    assert "Following" not in ann.page("small/")


@pytest.mark.full
def test_a_grade_tells_how_far_it_is_while_it_runs_and_leaves_nothing(course):
    slow = "import time\n\n\ndef double(x):\n    time.sleep(0.2)\n    return x + x\n"
    for student in ("ada", "bob", "cy"):
        hand_in(course, student, code=slow)
    grading = subprocess.Popen(
        [*COMMAND, "grade", "small", "--jobs", "1", "--course", str(course)], stdout=subprocess.PIPE
    )
    seen = set()
    while grading.poll() is None:
        if now := progress_files.running_grade(Places(course)):
            seen.add((now.assignment, now.whole, now.process))
        time.sleep(0.02)
    grading.communicate()
    assert seen == {("small", 3, grading.pid)}
    assert not (course / "var/grade.progress.json").exists()


def test_a_class_of_which_nothing_is_graded_says_what_to_do(tmp_path, session):
    root = build(tmp_path / "course")
    ann = session(root, "ann")
    assert "nothing is graded yet: run <code>autograder grade small</code>" in ann.page("small/")
    assert "Nothing is handed in yet." in ann.page("small/cell/explore")


def test_without_names_there_is_no_name_id_or_page_of_a_student_anywhere(course, session):
    folder = course / "var/submitted/dee/small"
    folder.mkdir(parents=True)
    (folder / "Dee Late.pdf").write_bytes(b"%PDF")
    do(course, "grade", "small", code=3)
    do(course, "feedback", "small")
    ann = session(course, "ann", "--anonymous")
    key = ann.cards()[0]["key"]
    ann.give(key, 1.0)
    texts = [
        ann.page(path)
        for path in ("", "small/", "small/cell/explore?show=all", "small/cell/test_double?show=all")
    ]
    texts.append(ann.page(f"small/cell/explore/marks?keys={key}"))
    for text in texts:
        said = re.sub("[0-9a-f]{10,}|metadata", "", text.replace(ann.token, ""))  # chance spells `ada` there
        assert not re.search("ada|Ada|Lovelace|bob|Bob|小明|Dee|Late", said)
        assert "page/feedback" not in text
    keys = re.findall(r"\bs-[0-9a-f]{10}\b", texts[1])
    assert len(keys) == 4
    assert keys == sorted(keys)  # the roster's order would say who is who
    assert ann.ask(f"small/page/feedback/{key}")[0] == 404
    named = session(course, "ben")
    assert named.ask(f"small/page/feedback/{key}")[0] == 200


# --- who may ask -------------------------------------------------------------------------------

GUARDED = [
    "small/",
    "",
    "small/cell/explore",
    "static/marking.js",
    "small/page/feedback/s-1",
    "no/such/thing",
]


def test_without_the_token_nothing_is_told(course, session):
    ann = session(course, "ann")
    for path in GUARDED:
        for token in ("", "x", ann.token[:-1], ann.token.swapcase()):
            status, _, text = ann.ask(f"/{token}/{path}" if token else f"/{path}")
            assert (status, text) == (403, "Forbidden\n"), path


def test_another_host_origin_or_site_is_refused_and_changes_nothing(course, session):
    ann = session(course, "ann")
    card = ann.cards()[0]
    asked = {
        "key": card["key"],
        "state": card["state"],
        "digest": card["digest"],
        "score": 1.0,
        "comment": "",
    }
    path = "small/cell/explore/give"
    for host in ("evil.example", f"evil.example:{ann.port}", "127.0.0.1", f"127.0.0.2:{ann.port}"):
        assert ann.ask("small/", host=host)[0] == 403
        assert ann.ask(path, asked, host=host)[0] == 403
    for headers in (
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": f"https://127.0.0.1:{ann.port}"},
        {"Origin": f"http://127.0.0.1:{ann.port + 1}"},
        {"Content-Type": "text/plain"},
        {"Content-Type": None},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        assert ann.ask(path, asked, headers=headers)[0] == 403, headers
    assert ann.ask(path, method="PUT")[0] in (403, 405)
    with suppress(ConnectionError):  # it hangs up before it has read all of that
        assert ann.ask(path, {**asked, "comment": "x" * 100_000})[0] in (400, 413)
    assert ann.marks([card["key"]])[card["key"]]["state"] == card["state"]
    assert ann.ask("small/", headers={"Sec-Fetch-Site": "none"})[0] == 200
    assert ann.ask("small/", host=f"localhost:{ann.port}")[0] == 200


def test_it_listens_on_the_loopback_address_alone(course, session):
    ann = session(course, "ann")
    listening = [
        line.split()[1] for file in ("/proc/net/tcp", "/proc/net/tcp6") for line in Path(file).read_text().splitlines()[1:]
        if line.split()[3] == "0A" and line.split()[1].endswith(f":{ann.port:04X}")
    ]  # fmt: skip
    assert listening == [f"0100007F:{ann.port:04X}"]


def test_no_other_file_is_reached(course, session):
    ann = session(course, "ann")
    for path in (
        "static/../server.py", "static/%2e%2e/server.py", "static/server.py", "small/page/feedback/..%2f..%2fsecret",
        "other/", "small/cell/none", "small/cell/..",
    ):  # fmt: skip
        assert ann.ask(path)[0] in (403, 404, 409), path


def test_the_address_is_nowhere_on_disk_and_in_no_list_of_processes(course, session):
    ann = session(course, "ann")
    ann.page("small/")
    for file in course.rglob("*"):
        assert not file.is_file() or ann.token.encode() not in file.read_bytes(), file
    assert ann.token not in Path(f"/proc/{ann.process.pid}/cmdline").read_text()


def test_the_script_of_the_page_writes_text_and_never_markup(course, session):
    ann = session(course, "ann")
    for name in ("marking.js", "live.js"):
        script = ann.page(f"static/{name}")
        assert not re.search(r"innerHTML\s*=|insertAdjacentHTML|document\.write|eval\(|outerHTML", script)


def test_the_json_of_the_bank_cannot_leave_its_attribute(course, session):
    ann = session(course, "ann")
    words = "\"><script>alert(1)</script>'&"
    ann.send("bank", {"words": words})
    page = ann.page("small/cell/explore")
    assert "<script>alert" not in page
    kept = re.search(r'data-bank="([^"]*)"', page)[1]
    assert json.loads(html.unescape(kept))[0]["words"] == words
