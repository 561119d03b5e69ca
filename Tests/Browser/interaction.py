"""What the script adds to a page that is whole without it."""

import re


def interact(tab, site, page, report):
    """Previews, keys, kinds that stay away, words to cite by, and a version that opens where the reader rested."""
    for name, check in [
        ("previews", previews),
        ("previews by keyboard", previews_by_keyboard),
        ("keys", keys),
        ("kinds", kinds),
        ("cite", cite),
        ("contents and versions", follow),
    ]:
        tab.heard.clear()
        tab.open(page, 1280)
        report.check(f"{site.name(page)}, {name}", [*check(tab.page), *tab.heard])


def light(tab, site, page, script, report):
    """Words and their note light up together, whichever the pointer, the keyboard or the address is at."""
    how = "" if script else ", without script"
    note = page.read_text().split('<aside class="note ', 2)[1].split(' id="', 1)[1].split('"', 1)[0]
    call = f"a.call[href='#{note}']"
    tab.open(page, 1440)

    def seen(where, is_wanted):
        lit = tab.run(f"lit({note!r})")
        wrong = not lit or any(one != is_wanted for one in lit)
        return wrong and f"{where}: lit {lit} (words and note of {note})"

    findings = [seen("nowhere", False)]
    for where, place in [("on the words", tab.page.locator(f"#m-{note[2:]}")), ("on the note", tab.page.locator(f"#{note} .lead"))]:
        place.hover()
        findings.append(seen(where, True))
        tab.page.mouse.move(5, 5)
        findings.append(seen("away again", False))
    tab.page.locator(call).first.focus()
    findings.append(seen("with the keyboard on the call", True))
    for place in [note, f"m-{note[2:]}"]:
        tab.page.goto("about:blank")
        tab.page.goto(f"{page.as_uri()}#{place}")
        findings.append(seen(f"at #{place}", True))
    report.check(f"{site.name(page)}, lit together{how}", findings)


ENTRY = ".para p a.entry"
SHOWN = ".preview:popover-open"


def is_shown(page, is_wanted, within=2000):
    """Waits until a preview is there or is gone; whether it came to that."""
    try:
        page.wait_for_selector(SHOWN, state="visible" if is_wanted else "hidden", timeout=within)
        return True
    except Exception:
        return False


def previews(page):
    """Shown under the pointer, kept while the pointer is on it, away with Escape though the pointer rests (WCAG 1.4.13)."""
    link = page.locator(ENTRY).first
    link.scroll_into_view_if_needed()
    link.hover()
    if not is_shown(page, True):
        yield "a pointer on a link shows no preview"
        return
    panel = page.locator(SHOWN)
    if panel.locator("a").first.evaluate("link => link.href") != link.evaluate("link => link.href"):
        yield "the preview is another entry's"
    text, box = link.bounding_box(), panel.bounding_box()
    if box["x"] < 0 or box["x"] + box["width"] > 1280:
        yield "the preview reaches out of the window"
    if box["y"] < text["y"] + text["height"] - 2 and box["y"] + box["height"] > text["y"] + 2:
        yield "the preview lies over its link"
    panel.hover()
    page.wait_for_timeout(700)
    if not panel.is_visible():
        yield "the preview goes away under the pointer"
    page.keyboard.press("Escape")
    if not is_shown(page, False):
        yield "Escape does not put the preview away"
    link.hover()
    if not is_shown(page, True):
        yield "a preview that was put away does not come again"
    page.mouse.move(5, 5)
    if not is_shown(page, False):
        yield "the preview stays when the pointer has gone"


def previews_by_keyboard(page):
    page.keyboard.press("Tab")
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{ENTRY}')"):
            break
    if not is_shown(page, True):
        yield "the keyboard on a link shows no preview"
        return
    page.keyboard.press("Escape")
    if not is_shown(page, False):
        yield "Escape does not put the preview away"
    if not page.evaluate(f"document.activeElement.matches('{ENTRY}')"):
        yield "Escape takes the keyboard from the link"


def keys(page):
    calls = page.evaluate("[...document.querySelectorAll('.text a.call')].map(call => call.hash)")
    met = []
    for key in ["n", "j", "n", "p"]:
        page.keyboard.press(key)
        met.append(page.evaluate("location.hash"))
    if met != [calls[0], calls[1], calls[2], calls[1]]:
        yield f"n, j, n, p lead to {met}"
    page.keyboard.press("?")
    if not page.locator("dialog.help").is_visible():
        yield "? does not show the keys"
    page.locator("dialog.help input").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    if page.evaluate("location.hash") != met[-1]:
        yield "keys that are switched off still lead on"
    page.evaluate("localStorage.clear()")


def kinds(page):
    box = page.locator(".kinds input").first
    kind = box.get_attribute("id")
    box.uncheck()
    notes = page.locator(f".note.k-{kind.removeprefix('show-')}")
    if notes.count() == 0:
        yield f"there are no notes of {kind}"
    if any(notes.nth(index).is_visible() for index in range(notes.count())):
        yield "notes of a kind that was put away are seen"
    page.reload()
    if page.locator(f"#{kind}").is_checked():
        yield "a kind that was put away is back after a reload"
    page.evaluate("localStorage.clear()")


def cite(page):
    page.locator("a.place[href$='#p3']").click()
    panel = page.get_by_role("dialog", name="Cite this paragraph")
    if not panel.is_visible():
        yield "the number of a paragraph does not offer words to cite it by"
        return
    words = panel.locator(".words").text_content()
    if not re.search(r", ¶ 3, \S+#p3$", words):
        yield f"to be cited as “{words}”"
    for link in panel.locator(".elsewhere a").all():
        if not link.get_attribute("href").endswith("#p3"):
            yield "another version is not opened at the paragraph"
    page.keyboard.press("Escape")
    if panel.is_visible():
        yield "Escape does not put the words away"
    if not page.url.endswith("#p3"):
        yield "the address does not name the paragraph"


def follow(page):
    page.evaluate("document.querySelector('#p5').scrollIntoView()")
    page.wait_for_timeout(1500)
    for link in page.locator(".versions a:not([aria-current])").all():
        if not re.search(r"#p[456]$", link.get_attribute("href")):
            yield f"a version opens at {link.get_attribute('href')} where the reader rests at ¶ 5"
    if page.locator(".contents a").count() and not page.locator(".contents a[aria-current]").count():
        yield "the contents do not say which section this is"
