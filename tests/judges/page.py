"""Opens a web page in Chromium without a window and says what is wrong with it.

`python page.py FILE.html AXE.js` prints each finding, one a line, and exits with
1 if there is any: a request that leaves the page, a script that the page brings
and that runs, and every violation that axe-core finds.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

OPTIONS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--remote-debugging-pipe",
]


class Browser:
    """Chromium's debugging protocol over two pipes, which it expects at 3 and 4."""

    def __init__(self, folder):
        asked, ask = os.pipe()
        hear, told = os.pipe()
        command = f'exec chromium "$@" 3<&{asked} 4>&{told}'
        arguments = ["bash", "-c", command, "chromium", *OPTIONS, f"--user-data-dir={folder}"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(arguments, pass_fds=(asked, told), **quiet)
        os.close(asked)
        os.close(told)
        self.ask = os.fdopen(ask, "wb")
        self.hear = hear
        self.events = []
        self.rest = b""
        self.count = 0
        self.session = None

    def call(self, method, **parameters):
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.ask.write(json.dumps(message).encode() + b"\0")
        self.ask.flush()
        while (heard := self.read()).get("id") != self.count:
            self.events.append(heard)
        if "error" in heard:
            raise SystemExit(f"{method}: {heard['error']['message']}")
        return heard["result"]

    def open(self, path):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ["Page", "Network", "Debugger"]:
            self.call(f"{domain}.enable")
        self.events.clear()
        self.call("Page.navigate", url=path.as_uri())
        while not self.named("Page.loadEventFired"):
            self.events.append(self.read())

    def read(self):
        while b"\0" not in self.rest:
            more = os.read(self.hear, 1 << 16)
            if not more:
                raise SystemExit("Chromium ended before it answered")
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def named(self, method):
        return [event["params"] for event in self.events if event.get("method") == method]


def loaded(browser, path):
    """What the page asked for, and what of it ran, before anything was put into it."""
    for request in browser.named("Network.requestWillBeSent"):
        address = request["request"]["url"]
        if address != path.as_uri() and not address.startswith("data:"):
            yield f"it asks for {address[:120]}"
    for script in browser.named("Debugger.scriptParsed"):
        yield f"it runs a script: {script.get('url') or 'in the page'}"


def violations(browser, axe):
    browser.call("Runtime.evaluate", expression=axe.read_text(encoding="utf-8"))
    run = "axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r))"
    answer = browser.call(
        "Runtime.evaluate", expression=run, awaitPromise=True, returnByValue=True
    )
    if "exceptionDetails" in answer:
        raise SystemExit(f"axe-core did not run: {answer['exceptionDetails']}")
    result = json.loads(answer["result"]["value"])
    if not result["passes"]:
        raise SystemExit("axe-core looked at nothing")
    for violation in result["violations"]:
        places = [node["html"][:100] for node in violation["nodes"]]
        yield f"axe {violation['id']} ({len(places)}): {violation['help']}: {places[0]}"


def main():
    path, axe = (Path(argument).resolve() for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(folder)
        try:
            browser.open(path)
            findings = [*loaded(browser, path), *violations(browser, axe)]
        finally:
            browser.process.kill()
            browser.process.wait()
    print("\n".join(findings))
    sys.exit(1 if findings else 0)


main()
