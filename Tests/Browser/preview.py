"""Drives Chromium over a running preview: `preview.py GLOSS PAGE.md`. Exit status 1 where anything is found.

A note is written in the margin with the mouse and one with the keyboard alone, refusals are read, a mistake is made and
mended, the place in the page is kept. PAGE.md is the transcript of the first loop; it must be what happened, times apart,
and `--write` writes it anew.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from live import EDITOR, SELECT, Preview, Reader, wait
from pages import Report

COMMENTARY = "Content/essays/the-bell/commentary/terms.md"

# From marked words over the calls of two notes into what follows.
ACROSS = """() => {
  const calls = document.querySelectorAll("#c-home-by-ear, #c-steering-by-ear");
  const mark = document.querySelector("#m-steering-by-ear");
  getSelection().setBaseAndExtent(mark.firstChild, 0, calls[1].nextSibling, ". Nobody".length);
}"""

# A key in the moment when the form is closed and still has the focus.
AT_ONCE = """() => document.querySelector(".gloss-margin").addEventListener("close", () => {
  const key = { key: "n", code: "KeyN", altKey: true, bubbles: true };
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", key));
}, { once: true })"""


def loop(reader):
    """One note with the mouse; the lines of the transcript."""
    preview, page = reader.preview, reader.page
    before = preview.text(COMMENTARY)
    reader.drag("eople came home by e")
    page.click(".gloss-margin-offer")
    quoted = page.inner_text(".gloss-margin blockquote")
    page.fill("#gloss-margin-title", "Steering by ear")
    page.select_option("#gloss-margin-kind", label="Term (terms.md)")
    page.select_option("#gloss-margin-about", label="Passing bell")
    page.fill("#gloss-margin-note", "Sound carries *further* over water.")
    reader.judge("the form")
    shown = page.evaluate("scrollY")
    began = time.monotonic()
    page.click("text=Write the note")
    place = re.search(r"(Content/\S+:\d+)\.", page.inner_text(".gloss-margin-notice:not(:empty)"))[1]
    page.keyboard.press("Shift")
    note = page.wait_for_selector("#n-steering-by-ear", state="attached")
    took = int((time.monotonic() - began) * 1000)
    page.wait_for_selector("#n-steering-by-ear.gloss-live-changed")
    after = preview.text(COMMENTARY)
    mark = page.inner_text("#m-steering-by-ear")
    moved = abs(page.evaluate("scrollY") - shown)
    reader.check(
        "a note is written",
        not after.startswith(before) and "the file is not what it was, with the note",
        mark != "people came home by ear" and f"“{mark}” is marked",
        moved > 1 and f"the page moved by {moved} px")
    reader.judge("the new note")
    edit = page.get_attribute("#n-steering-by-ear .gloss-margin-edit", "href")
    reader.check("edit this note", not edit.endswith(f"/{place}:1") and f"“{edit}” is not “{place}”")
    said = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8000", preview.said.read_text()).splitlines()
    # The notice is there only until the page with the note is.
    lead, body = note.query_selector(".title").inner_text(), note.query_selector(".body").inner_text()
    return TRANSCRIPT.format(
        editor=EDITOR, serving=said[0], first=said[1], second=said[2], quoted=quoted, place=place,
        added=indented(after[len(before):]), mark=mark, lead=lead.lower(), body=body, took=took,
        edit=edit.replace(str(preview.folder), "/home/author"))


def indented(text):
    return "\n".join("    " + line if line else "" for line in text.strip("\n").split("\n"))


TRANSCRIPT = """# A loop in the preview

`make test` plays this loop with Debian’s Chromium on the site that `gloss new` makes, and compares it with this page, times
apart; `Tests/Browser/preview.py GLOSS docs/preview-loop.md --write` writes it anew.

    $ gloss new bell
    $ gloss serve --site bell --editor '{editor}'
    {serving}
    {first}

The browser shows `/the-bell/`. The mouse is drawn over “eople came home by e” in ¶ 2, and “Annotate” appears at the end of
the selection. The form quotes whole words: “{quoted}”. It is filled in:

| field | |
| --- | --- |
| Title | Steering by ear |
| Kind | Term (terms.md) |
| About | Passing bell |
| Note | Sound carries \\*further\\* over water. |

“Write the note” puts it at the end of the file, at `{place}`, and calls the editor there:

{added}

The preview sees the file and builds:

    {second}

The page loads itself anew where it was. “{mark}” is marked in the text; beside it stands the note, outlined, since it is
what changed: “{lead}”, “{body}”. From the click to the note on the page it took {took} ms. Its “edit” leads to

    {edit}
"""


def dismiss(reader):
    """Leaves the form, and waits until it is gone, as the browser closes it when it has time."""
    reader.page.keyboard.press("Escape")
    reader.until("!document.querySelector('.gloss-margin[open]')")


def keys(reader):
    """A note by keyboard alone, with what is refused on the way."""
    preview, page = reader.preview, reader.page
    page.evaluate(ACROSS)
    page.keyboard.press("Alt+n")
    quoted = page.inner_text(".gloss-margin[open] blockquote")
    reader.check("words across calls", not quoted.endswith("ear. Nobody") and f"“{quoted}” is quoted")
    page.evaluate(AT_ONCE)
    page.keyboard.press("Escape")
    reader.until("document.querySelector('.gloss-margin[open] input:focus')")
    dismiss(reader)
    reader.until("getSelection().toString().endsWith('. Nobody')")
    page.evaluate(SELECT, "keep the mud")
    page.keyboard.press("Alt+n")
    page.wait_for_selector(".gloss-margin[open]")
    page.keyboard.type("Rota")
    page.keyboard.press("Control+Enter")
    reader.until("document.querySelector('.gloss-margin-refusal').textContent")
    reason = page.inner_text(".gloss-margin-refusal")
    expected = "another note has the id “rota”; give this one another title"
    reader.check("a title that is taken", reason != expected and f"says “{reason}”")
    dismiss(reader)
    reader.until("getSelection().toString() === 'keep the mud'")
    # The file changes under the form: the page waits, nothing is overwritten, and what was written is not lost.
    page.keyboard.press("Alt+n")
    page.wait_for_selector(".gloss-margin[open]")
    page.fill("#gloss-margin-title", "Mud")
    preview.write(COMMENTARY, preview.text(COMMENTARY) + "\n## Late\n\n> cannot be rung in a hurry\n\nLate.\n")
    wait(lambda: preview.said.read_text().count("built") > reader.built, "the preview builds")
    page.select_option("#gloss-margin-kind", label="Term (terms.md)")
    page.keyboard.press("Control+Enter")
    reader.until("document.querySelector('.gloss-margin-refusal').textContent.includes('has changed')")
    dismiss(reader)
    page.wait_for_selector("#n-late", state="attached")
    page.wait_for_selector(".gloss-margin-edit", state="attached")
    page.evaluate(SELECT, "keep the mud")
    page.keyboard.press("Alt+n")
    page.wait_for_selector(".gloss-margin[open]")
    title = page.input_value("#gloss-margin-title")
    reader.check("what was refused is kept", title != "Mud" and f"the title is “{title}”")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#n-mud .gloss-margin-edit", state="attached")
    edits = page.evaluate("document.querySelectorAll('.note .gloss-margin-edit').length")
    notes = page.evaluate("document.querySelectorAll('.note').length")
    reader.check("every note can be edited", edits != notes and f"{edits} of {notes} can")


def mistakes(reader):
    """A mistake lies over the last good page, and goes when it is mended; elsewhere the page stays where it is."""
    preview, page = reader.preview, reader.page
    full = "Content/essays/the-bell/full.md"
    good = preview.text(full)
    page.evaluate("scrollTo(0, 400)")
    preview.write(full, good.replace("The first is the fog", "The first is [the fog](term:fog)"))
    page.wait_for_selector(".gloss-live")
    reader.judge("a mistake")
    link = page.get_attribute(".gloss-live a", "href")
    reader.check("a mistake", not link.endswith(f"/{full}:3:24") and f"leads to {link}")
    page.keyboard.press("Escape")
    reader.check("Esc closes it", page.query_selector(".gloss-live") and "it stays")
    preview.write(full, good.replace("makes three hundred people wonder", "makes 300 people wonder"))
    reader.until("document.querySelector('.text').innerText.includes('300 people')")
    preview.write(full, good)
    reader.until("!document.querySelector('.text').innerText.includes('300 people')")


def main(gloss, transcript, writes):
    report = Report()
    with sync_playwright() as playwright, Preview(gloss, report) as preview:
        # Chromium's sandbox refuses to run as root.
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=sandbox)
        reader = Reader(browser, preview, report, 1440)
        played = loop(reader)
        reader.close()
        written = preview.text(COMMENTARY)
        for width, scheme in [(1440, "dark"), (390, "light")]:
            preview.write(COMMENTARY, written)
            reader = Reader(browser, preview, report, width, scheme)
            reader.until("!document.querySelector('#n-mud')")
            reader.page.wait_for_selector(".gloss-margin-edit", state="attached")
            reader.built = preview.said.read_text().count("built")
            keys(reader)
            reader.close()
            # Another tab, since the browser may still be asking whether it may call the editor.
            reader = Reader(browser, preview, report, width, scheme)
            mistakes(reader)
            sideways = reader.page.evaluate("document.documentElement.scrollWidth") - width
            reader.check("no horizontal scroll", sideways > 0 and f"{sideways} px")
            reader.close()
        browser.close()
        subprocess.run(
            [preview.gloss, "build", "--site", "bell"], cwd=preview.folder, check=True, capture_output=True)
        added = [path for path in (preview.site / "Public").rglob("*") if path.is_file() and b".gloss/" in path.read_bytes()]
        report.check("the published site", [f"{path} names what the preview adds" for path in added])
    if writes:
        transcript.write_text(played)
    untimed = [re.sub(r"\d+ ms", "N ms", text) for text in (played, transcript.read_text())]
    report.check("the transcript", [untimed[0] != untimed[1] and f"{transcript} is not what happened"])
    for line in report.lines:
        print(line)
    print(f"preview in the browser: {report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        print("usage: preview.py GLOSS PAGE.md [--write]", file=sys.stderr)
        sys.exit(2)
    sys.exit(main(str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]), "--write" in sys.argv))
