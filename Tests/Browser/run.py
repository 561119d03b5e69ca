"""Looks at every page of a built site in Debian's Chromium: `run.py DIR`. Exit status 1 where anything is found.

Widths, colour schemes, with and without script: no overlapping notes, no horizontal scroll, no message on the console,
no request but for files of the site, nothing that axe-core objects to, every call to its note and back by keyboard.
"""

import os
import re
import shutil
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDTHS = [1680, 1280, 768, 390, 320]
READING_WIDTHS = [1680, 1440, 1280, 1024, 960, 768, 390, 320]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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


def look(tab, site, page, script, report):
    """Every width in both schemes."""
    is_reading = page in site.reading
    widths = READING_WIDTHS if is_reading else WIDTHS
    tab.open(page, widths[0])
    for width in widths:
        tab.page.set_viewport_size({"width": width, "height": 1000})
        for scheme in ["dark", "light"]:
            tab.page.emulate_media(color_scheme=scheme)
            findings = [tab.run("sideways()")]
            if is_reading and (width >= 960 or not script):
                findings += tab.run(f"overlaps({str(width >= 960).lower()})") + tab.run("underfoot()")
            how = "" if script else ", without script"
            report.check(f"{site.name(page)} at {width} px, {scheme}{how}", findings)
    if is_reading and not script:
        tab.page.emulate_media(media="print")
        report.check(f"{site.name(page)} on paper", tab.run("unseen()"))
        tab.page.emulate_media(media="screen")
    report.check(f"{site.name(page)}: what it says and asks for", tab.heard)


def measure(tab, site, report):
    """Prints how far notes stand from their marks, and holds them to what was promised."""
    longest = site.longest()
    for page in site.versions():
        for width in [1680, 1440, 1280, 960]:
            tab.open(page, width)
            notes = tab.run("drift()")
            lines = [note["lines"] for note in notes]
            near = sum(line <= 2 for line in lines) / len(lines)
            median, most = statistics.median(lines), max(lines)
            whole = sum(not note["isCut"] for note in notes)
            report.lines.append(
                f"{site.name(page)} at {width} px: {len(notes)} notes, {near:.0%} within two lines of their mark, "
                f"drift in lines: median {median:.1f}, largest {most:.1f}; {whole} shown whole"
            )
            limit = 8 if width < 1408 else 3 if page == longest else 6
            findings = [median > limit and f"the median drift is {median:.1f} lines, more than {limit}"]
            if page == longest and width >= 1408:
                findings += [near < 0.5 and "less than half of the notes stand near their mark"]
                findings.append(most > 15 and f"a note stands {most:.1f} lines below its mark")
            report.check(f"{site.name(page)} at {width} px", findings)


def judge(tab, site, scheme, report):
    """Axe on a page of each kind."""
    tab.page.emulate_media(color_scheme=scheme)
    for page in site.one_of_each_kind():
        # One version stands for the others in the dark: judging such a page takes seconds.
        if scheme == "dark" and page in site.versions() and page != site.longest():
            continue
        tab.open(page, 1280)
        results = Axe().run(tab.page, options={"runOnly": TAGS, "resultTypes": ["violations"]}).response
        findings = [
            f"{violation['id']}: {node['target'][0]}: {violation['help']}"
            for violation in results["violations"]
            for node in violation["nodes"]
        ]
        report.check(f"{site.name(page)}, axe, {scheme}", findings)


def walk(tab, site, page, width, script, part, report):
    """Enter on a call opens its note, and the way back leads to the call or its mark; Tab reaches the calls."""
    tab.open(page, width)
    keyboard, findings = tab.page.keyboard, tab.run("unreachable()")
    calls = tab.run("calls()")[part]
    for call, note, mark in calls:
        tab.page.evaluate("call => document.getElementById(call).focus()", call)
        keyboard.press("Enter")
        if tab.run("place()")["hash"] != note or not tab.run(f"isOpen('{note}')"):
            findings.append(f"{call} does not open {note}")
        if script:
            keyboard.press("Escape")
            place = tab.run("place()")
            if place["call"] != call or place["hash"] == note:
                findings.append(f"Escape does not lead from {note} back to {call}")
            continue
        for _ in range(20):
            keyboard.press("Tab")
            if tab.run("place()")["back"] == note:
                keyboard.press("Enter")
                break
        if tab.run("place()")["hash"] != mark:
            findings.append(f"no way leads from {note} back to {mark}")
    how = "with script" if script else "without script"
    report.check(f"{site.name(page)} at {width} px by keyboard, {len(calls)} calls from {calls[0][0]}, {how}", findings)


def step(tab, site, page, width, report):
    """Tab alone, from the top of the page, reaches the first calls in their order."""
    tab.open(page, width)
    expected, met = [call for call, _, _ in tab.run("calls()")][:8], []
    for _ in range(100):
        tab.page.keyboard.press("Tab")
        call = tab.run("place()")["call"]
        met += [call] if call else []
        if len(met) == len(expected):
            break
    report.check(f"{site.name(page)} at {width} px by Tab", [met != expected and f"meets {met}, not {expected}"])


def jobs(site):
    """What can be done apart: the arguments of `work`, the longest first."""
    longest = site.longest()
    # Every call with the script; without it, and on a phone, the way is the same for all, and a part of them will do.
    walks = [("walk", (longest, 1440, True, slice(start, None, 2)), True) for start in (0, 1)]
    walks += [("walk", (longest, 1440, False, slice(0, None, 8)), False)]
    others = [("walk", (longest, 390, True, slice(0, None, 8)), True), ("step", (longest, 1440), True)]
    axe = [("judge", (scheme,), True) for scheme in ("light", "dark")]
    plain = [("look", (page, False), False) for page in site.versions()]
    parts = [site.pages[start::8] for start in range(8)]
    return [
        *([walk] for walk in walks),
        *([one] for one in axe),
        *([("look", (page, True), True) for page in part] for part in parts),
        plain,
        [*others, ("measure", (), True)],
    ]


def work(folder, tasks):
    """Does some tasks, each (name, arguments, whether the page's script runs), in a browser of their own."""
    site, report = Site(folder), Report()
    with sync_playwright() as playwright:
        # Chromium's sandbox refuses to run as root.
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=sandbox)
        tabs = {}
        for name, arguments, script in tasks:
            tab = tabs.get(script) or tabs.setdefault(script, Tab(browser, script))
            {"look": look, "measure": measure, "judge": judge, "walk": walk, "step": step}[name](tab, site, *arguments, report)
        browser.close()
    return report


def main(folder):
    folder, began = folder.resolve(), time.monotonic()
    site = Site(folder)
    if not site.reading:
        sys.exit(f"{folder} has no reading page")
    passed = failed = 0
    with ProcessPoolExecutor() as pool:
        for report in pool.map(work, *zip(*((folder, tasks) for tasks in jobs(site)))):
            passed, failed = passed + report.passed, failed + report.failed
            for line in report.lines:
                print(line, flush=True)
    seconds = time.monotonic() - began
    print(f"looked at {len(site.pages)} pages in {seconds:.0f} s; {site.redirects} only point on")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print("usage: run.py DIR", file=sys.stderr)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1])))
