"""Looks at every page of a built site in Debian's Chromium: `run.py DIR`. Exit status 1 where anything is found.

Widths, colour schemes, with and without script: no overlapping notes, no horizontal scroll, no message on the console,
no request but for files of the site, nothing that axe-core objects to, every call to its note and back by keyboard,
and what the script adds. Pages of a site with an address state a Content-Security-Policy, so build it with one.
"""

import itertools
import os
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from playwright.sync_api import sync_playwright

from interaction import interact, light
from keyboard import step, walk
from looks import judge, look, measure, weigh
from pages import Report, Site, Tab

TASKS = {task.__name__: task for task in (interact, judge, light, look, measure, step, walk, weigh)}


def jobs(site):
    """What can be done apart: the arguments of `work`, the longest first."""
    longest = site.longest()
    # Every call with the script; without it, and on a phone, the way is the same for all, and a part of them will do.
    walks = [("walk", (longest, 1440, True, slice(start, None, 2)), True) for start in (0, 1)]
    walks += [("walk", (longest, 1440, False, slice(0, None, 8)), False)]
    others = [("walk", (longest, 390, True, slice(0, None, 8)), True), ("step", (longest, 1440), True)]
    parts = [site.pages[start::8] for start in range(8)]
    # Judging a version takes seconds: in the dark and on a phone the longest stands for the others.
    kinds = [page for page in site.one_of_each_kind() if page == longest or page not in site.reading]
    return [
        *([walk] for walk in walks),
        *([("judge", (kinds, width, scheme), True)] for width, scheme in [(1280, "dark"), (390, "light")]),
        *([("judge", (part, 1280, "light"), True)] for part in parts),
        *([("look", (page, script), script) for page in part] for part in parts for script in (True, False)),
        [*others, ("measure", (), True), ("interact", (longest,), True)],
        [("light", (longest, script), script) for script in (True, False)],
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
            TASKS[name](tab, site, *arguments, report)
        browser.close()
    return report


def main(folder):
    folder, began = folder.resolve(), time.monotonic()
    site = Site(folder)
    if not site.reading:
        sys.exit(f"{folder} has no reading page")
    passed = failed = 0
    with ProcessPoolExecutor() as pool:
        reports = pool.map(work, *zip(*((folder, tasks) for tasks in jobs(site))))
        # What is timed is done alone.
        for report in itertools.chain(reports, map(work, [folder], [[("weigh", (), True)]])):
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
