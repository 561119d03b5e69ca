"""The pages of a built site, a tab of the browser, and what was found."""

import re
from pathlib import Path

CHECKS = Path(__file__).with_name("checks.js").read_text()


class Report:
    """What was found, and the figures; each check counts once."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.lines = []

    def check(self, where, findings):
        findings = [finding for finding in findings if finding]
        if not findings:
            self.passed += 1
            return
        self.failed += 1
        for finding in findings[:5]:
            self.lines.append(f"FAILED {where}: {finding}")
        if len(findings) > 5:
            self.lines.append(f"FAILED {where}: and {len(findings) - 5} more")


class Site:
    def __init__(self, folder):
        self.folder = folder
        # A page that points on would leave before it could be looked at.
        everything = sorted(folder.rglob("*.html"))
        self.pages = [page for page in everything if 'http-equiv="refresh"' not in page.read_text()]
        self.reading = [page for page in self.pages if 'class="reading"' in page.read_text()]
        self.redirects = len(everything) - len(self.pages)

    def name(self, page):
        return str(page.relative_to(self.folder))

    def one_of_each_kind(self):
        """The first entry of each folder, every version, everything else that there is one of."""
        kinds = {}
        for page in self.pages:
            if page in self.reading and page not in self.versions():
                continue
            classes = re.search(r'<article class="([^"]*)', page.read_text())
            is_entry = classes is not None and "entry" in classes[1].split()
            kinds.setdefault((page.parent, "entry" if is_entry else page.name), page)
        return list(kinds.values())

    def versions(self):
        """The reading pages without the copy at the essay's default address."""
        return [page for page in self.reading if page.name != "index.html"]

    def longest(self):
        return max(self.versions(), key=lambda page: page.stat().st_size)


class Tab:
    """A page of the browser that keeps what the page says and asks for."""

    def __init__(self, browser, script=True):
        self.context = browser.new_context(java_script_enabled=script)
        self.page = self.context.new_page()
        self.heard = []
        self.page.on("console", lambda message: self.heard.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
        self.page.on("request", self.ask)

    def ask(self, request):
        if not request.url.startswith(("file://", "data:")):
            self.heard.append(f"asks for {request.url}")

    def open(self, path, width, height=1000):
        self.heard.clear()
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(path.as_uri())

    def run(self, call):
        return self.page.evaluate(f"{CHECKS}.{call}")
