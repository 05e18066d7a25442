"""A JupyterHub on the loopback address with nbgrader's exchange, and what a student's JupyterLab asks of it.

Servers are processes of one account, as pods of many hubs are: the exchange knows a student by the hub's name.
"""

import json
import os
import random
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from contextlib import closing, suppress
from pathlib import Path

import websocket

ROOT = Path(__file__).parents[2]
PACKAGES = Path(os.environ.get("HUB_PACKAGES", Path(sys.prefix) / "hub"))  # tests/hub/start.sh makes it
SECONDS = 60.0
COURSE_ID = "deep_learning"

CONFIG = """
c.JupyterHub.bind_url = "http://127.0.0.1:{port}/"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub_port}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.ConfigurableHTTPProxy.command = {proxy!r}
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.Spawner.cmd = {singleuser!r}
c.Spawner.environment = {environment!r}
c.Spawner.http_timeout = c.Spawner.start_timeout = 60
c.JupyterHub.services = [{{"name": "test", "api_token": {token!r}}}]
c.JupyterHub.load_roles = [
    {{"name": "test", "services": ["test"], "scopes": ["admin:users", "admin:servers", "access:servers"]}}
]
"""
# docs/jupyterhub.md has these lines, for the image of students.
EXCHANGE = """\
import os

c = get_config()
c.Exchange.root = {exchange!r}
c.CourseDirectory.course_id = {course!r}
c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
"""


def missing():
    """What this machine lacks for a hub; empty where it lacks nothing."""
    if proxy() is None:
        return "configurable-http-proxy is not installed"
    return "" if (PACKAGES / "jupyterhub").is_dir() else f"no jupyterhub in {PACKAGES}"


def proxy():
    """The hub's proxy, a program for Node."""
    return os.environ.get("HUB_PROXY") or shutil.which("configurable-http-proxy")


def _free_ports(count):
    """Ports that are free, and below those that the system deals out: nobody gets one before the hub takes it."""
    dealt_out = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    found = set()
    while len(found) < count:
        port = random.randrange(10_000, dealt_out)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            found.add(port)
    return found


class Hub:
    """A running hub. `exchange` is nbgrader's."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.token = folder, secrets.token_hex(16)
        self.exchange, self.homes = folder / "exchange", folder / "homes"
        settings = folder / "etc"
        for each in (self.exchange, self.homes, settings):
            each.mkdir()
        self.exchange.chmod(0o777)
        (settings / "nbgrader_config.py").write_text(
            EXCHANGE.format(exchange=str(self.exchange), course=COURSE_ID), encoding="utf-8"
        )
        port, hub_port, proxy_port = _free_ports(3)
        path = os.pathsep.join((str(ROOT), str(PACKAGES)))
        config = CONFIG.format(
            port=port, hub_port=hub_port, proxy_port=proxy_port, proxy=[proxy()], token=self.token,
            homes=str(self.homes / "{username}"),
            singleuser=[sys.executable, "-m", "jupyterhub.singleuser", "--allow-root"],
            environment={"PYTHONPATH": path, "JUPYTER_CONFIG_PATH": str(settings)},
        )  # fmt: skip
        (folder / "jupyterhub_config.py").write_text(config, encoding="utf-8")
        self.address, self.log = f"http://127.0.0.1:{port}", folder / "hub.log"
        own = {"PYTHONPATH": path, "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(16), "HOME": str(folder)}
        own["NODE_PATH"] = "/usr/share/nodejs"  # Debian's modules, for a node that is not Debian's
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", "--config", "jupyterhub_config.py"],
                cwd=folder, env=os.environ | own, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self.until(lambda: self.ask("hub/api/")["version"], "the hub")

    def until(self, look, what):
        """Wait for something to be there; gives it."""
        end = time.monotonic() + SECONDS
        why = ""
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if found := look():
                    return found
            except (OSError, KeyError) as error:
                why = str(error)
            time.sleep(0.2)
        raise AssertionError(f"{what} did not come ({why}): {self.log.read_text(errors='replace')[-3000:]}")

    def ask(self, path, data=None, method=None):
        """A request of the hub's, or of a student's server through the proxy."""
        raw = None if data is None else json.dumps(data).encode()
        head = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.address}/{path}", raw, head, method=method)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            text = answer.read()
        return json.loads(text) if text.strip() else {}

    def student(self, name):
        """A student who has logged in, and whose server is up."""
        (self.homes / name).mkdir()
        self.ask(f"hub/api/users/{name}", {})
        self.ask(f"hub/api/users/{name}/server", {})
        self.until(lambda: self.ask(f"hub/api/users/{name}")["servers"].get("", {}).get("ready"), name)
        return Student(self, name)

    def stop(self):
        """End the hub, its proxy and all servers."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, 9)
        self.process.wait()


class Student:
    """A student in JupyterLab: what its assignment list and its notebooks ask of the server."""

    def __init__(self, hub: Hub, name: str) -> None:
        self.hub, self.name, self.home = hub, name, hub.homes / name

    def ask(self, path, data=None, method=None):
        """A request of this student's server."""
        return self.hub.ask(f"user/{self.name}/{path}", data, method)

    def assignments(self):
        """The list as JupyterLab shows it: name and status."""
        found = self.ask(f"assignments?course_id={COURSE_ID}")
        assert found["success"], found["value"]
        return [(each["assignment_id"], each["status"]) for each in found["value"]]

    def do(self, action, assignment):
        """Press a button of the assignment list."""
        done = self.ask(f"assignments/{action}", {"assignment_id": assignment, "course_id": COURSE_ID})
        assert done["success"], done["value"]

    def run(self, folder, *cells):
        """Run cells in a new kernel that works in `folder`; gives all that was printed or shown."""
        kernel = self.ask("api/kernels", {"name": "python3", "path": f"{folder}/"})["id"]
        address = self.hub.address.replace("http", "ws", 1)
        asked = f"{address}/user/{self.name}/api/kernels/{kernel}/channels"
        head = [f"Authorization: token {self.hub.token}"]
        with closing(websocket.create_connection(asked, header=head, timeout=SECONDS)) as opened:
            printed = [self._cell(opened, source) for source in cells]
        self.ask(f"api/kernels/{kernel}", method="DELETE")
        return "\n".join(printed)

    def _cell(self, opened, source):
        number = uuid.uuid4().hex
        header = {"msg_id": number, "msg_type": "execute_request", "username": "", "session": number, "version": "5.3"}  # fmt: skip
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}  # fmt: skip
        whole = {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": "shell",
        }
        opened.send(json.dumps(whole))
        told = []
        while True:
            message = json.loads(opened.recv())
            if message["parent_header"].get("msg_id") != number:
                continue
            said = message["content"]
            told.append(
                said.get("text") or said.get("data", {}).get("text/plain", "") or said.get("evalue", "")
            )
            if message["msg_type"] == "status" and said["execution_state"] == "idle":
                return "\n".join(filter(None, told))
