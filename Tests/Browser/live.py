"""A running preview, and a tab of the browser that looks at it."""

import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

EDITOR = "vscode://file/{path}:{line}:{column}"
# The range of words of the text, with its box on the screen.
WORDS = """words => {
  const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.data.indexOf(words);
    if (start < 0 || node.parentElement.closest(".notes")) continue;
    node.parentElement.scrollIntoView({ block: "center" });
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + words.length);
    const boxes = [...range.getClientRects()];
    const [first, last] = [boxes[0], boxes[boxes.length - 1]];
    return { range: [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2] };
  }
}"""
SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.data.indexOf(words);
    if (start >= 0 && !node.parentElement.closest(".notes")) {
      getSelection().setBaseAndExtent(node, start, node, start + words.length);
      return;
    }
  }
}"""


class Preview:
    """A new site and `gloss serve` over it, until the block ends."""

    def __init__(self, gloss, report):
        self.gloss, self.report = gloss, report
        self.folder = Path(tempfile.mkdtemp())
        self.site = self.folder / "bell"

    def __enter__(self):
        subprocess.run([self.gloss, "new", "bell"], cwd=self.folder, check=True, stdout=subprocess.DEVNULL)
        words = [self.gloss, "serve", "--site", "bell", "--port", "0", "--editor", EDITOR]
        self.said = self.folder / "said"
        with open(self.said, "w") as said:
            self.process = subprocess.Popen(words, cwd=self.folder, stdout=said, stderr=said)
        wait(lambda: "built" in self.said.read_text(), "the preview builds")
        self.address = re.search(r"http://\S+/", self.said.read_text())[0]
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        self.report.check("Ctrl-C", [self.process.wait(10) and "does not end the preview well"])
        shutil.rmtree(self.folder)

    def text(self, path):
        return (self.site / path).read_text()

    def write(self, path, text):
        """As editors save: aside, then over."""
        aside = (self.site / path).with_name(".aside")
        aside.write_text(text)
        aside.rename(self.site / path)


def wait(is_there, what, seconds=30):
    end = time.monotonic() + seconds
    while not is_there():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.01)


class Reader:
    """A tab of the browser that looks at the preview."""

    def __init__(self, browser, preview, report, width, scheme="light"):
        self.preview, self.report, self.width = preview, report, width
        self.page = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
        self.heard = []
        # A refusal is an answer that the browser says on its console, too.
        self.page.on("console", lambda message: self.hear(message.text, "status of 4" not in message.text))
        self.page.on("pageerror", lambda error: self.hear(f"script: {error}"))
        own = (preview.address, EDITOR.split(":")[0])
        self.page.on("request", lambda request: self.hear(f"asks for {request.url}", not request.url.startswith(own)))
        self.page.goto(preview.address + "the-bell/")
        self.page.wait_for_selector(".gloss-margin-edit", state="attached")

    def hear(self, text, is_finding=True):
        if is_finding and not text.startswith(("asks for data:", "Failed to launch 'vscode:")):
            self.heard.append(text)

    def check(self, where, *findings):
        self.report.check(f"preview at {self.width} px: {where}", list(findings))

    def drag(self, words):
        """Selects with the mouse what the words cover."""
        left, top, right, bottom = self.page.evaluate(WORDS, words)["range"]
        mouse = self.page.mouse
        mouse.move(left, top)
        mouse.down()
        mouse.move(right, bottom, steps=5)
        mouse.up()
        self.until(f"getSelection().toString().endsWith({words[-5:]!r})")
        self.page.wait_for_selector(".gloss-margin-offer:not([hidden])")

    def until(self, expression):
        """Waits until something is so; asked from outside, since the page's policy lets no text be evaluated within."""
        wait(lambda: self.holds(expression), expression)

    def holds(self, expression):
        try:
            return self.page.evaluate(expression)
        except Error:  # The page is just being loaded.
            return False

    def judge(self, where):
        found = Axe().run(self.page).response["violations"]
        self.check(f"axe, {where}", *(f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found))

    def close(self):
        self.check("console and requests", *self.heard)
        self.page.context.close()
