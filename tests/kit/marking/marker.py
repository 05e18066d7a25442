"""A course with answers to mark, and `autograder mark` as a browser meets it."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import hand_ins
import made
from made import do

SCHEME = "### BEGIN MARK SCHEME\n**2 points:** names the slope.\n### END MARK SCHEME"
COMMAND = [sys.executable, "-m", "autograder.cli"]


def hand_in(root, student, answer="The slope is small.", code=made.RIGHT):
    document = hand_ins.spliced("small", code, root)
    hand_ins.named(document)["explore"]["source"] = answer
    file = root / "var/submitted" / student / "small/small.ipynb"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(hand_ins.as_bytes(document))


def build(root: Path, course_yml=made.COURSE_YML) -> Path:
    """A course whose question has a mark scheme."""
    made.course(root, course_yml)
    source = root / "source/small/small.ipynb"
    document = json.loads(source.read_text())
    document["cells"][-1]["source"] = f"*Write here.*\n\n{SCHEME}"
    document["cells"].insert(-1, made.cell("markdown", "## Look closely\n\nWhat is the slope at 8?"))
    source.write_text(json.dumps(document))
    do(root, "build")
    return root


class Session:
    """`autograder mark`, started as a marker starts it, and asked as a browser asks."""

    def __init__(self, root, marker="ann", *arguments):
        self.process = subprocess.Popen(
            [*COMMAND, "mark", "small", "--as", marker, *arguments, "--course", str(root)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        self.said = self.process.stdout.readline()
        if not self.said:
            raise AssertionError(self.process.communicate()[1])
        self.also_said = self.process.stdout.readline()  # both come at once, or one after the other
        self.url = self.said.split(": ", 1)[1].strip()
        _, _, place, self.token, _, _ = self.url.split("/")
        self.host, self.port = place, int(place.split(":")[1])

    def ask(self, path, body=None, method=None, headers=None, host=None):
        """Status, headers and text of an answer. `path` is below the session's secret."""
        path = path if path.startswith("/") else f"/{self.token}/{path}"
        sent = {"Host": host or self.host}
        if body is not None:
            sent |= {"Origin": f"http://{self.host}", "Content-Type": "application/json"}
        sent |= headers or {}
        raw = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        if raw is not None:
            sent["Content-Length"] = str(len(raw))
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            kind = method or ("GET" if body is None else "POST")
            connection.putrequest(kind, path, skip_host=True, skip_accept_encoding=True)
            for name, text in sent.items():
                if text is not None:
                    connection.putheader(name, text)
            connection.endheaders(raw)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()

    def page(self, path):
        status, _, text = self.ask(path)
        assert status == 200, text
        return text

    def marks(self, keys, cell="explore"):
        """What the page is told of these answers."""
        return json.loads(self.page(f"small/cell/{cell}/marks?keys={','.join(keys)}"))["marks"]

    def send(self, what, body, cell="explore"):
        """Status and JSON of a change."""
        status, _, text = self.ask(f"small/cell/{cell}/{what}", body)
        return status, json.loads(text)

    def give(self, key, score, comment="", state=None, digest=None, cell="explore"):
        """A mark, on what the page shows unless it is said otherwise."""
        if state is None or digest is None:
            shown = next(one for one in self.cards(f"small/cell/{cell}?show=all") if one["key"] == key)
            state, digest = state or shown["state"], digest or shown["digest"]
        asked = {"key": key, "state": state, "digest": digest, "score": score, "comment": comment}
        return self.send("give", asked, cell)

    def cards(self, path="small/cell/explore"):
        """The answers of a page, as its script reads them, from the first twenty to the last."""
        found = []
        while path:
            text = self.page(path)
            for match in re.finditer(r'<article class="card"[^>]*>(.*?)</article>', text, re.S):
                own = dict(re.findall(r'data-(\w+)="([^"]*)"', match[0][: match[0].index(">")]))
                found.append(own | {"text": match[1]})
            more = re.search(r'<a id="next" href="([^"]+after=[^"]+)"', text)
            path = path.split("?")[0] + more[1].replace("&amp;", "&") if more else ""
        return found

    def key_of(self, words):
        """The key of the answer with these words."""
        return next(one["key"] for one in self.cards("small/cell/explore?show=all") if words in one["text"])

    def end(self, how=signal.SIGINT):
        """End it, and what it said."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        said = "".join(self.process.communicate(timeout=60))
        return self.process.returncode, self.also_said + said
