"""What a page looks like at every width, how far notes stand from their marks, what axe-core and the scales say."""

import gzip
import re
import statistics

from axe_playwright_python.sync_playwright import Axe

WIDTHS = [1680, 1440, 1280, 1024, 960, 768, 390, 320]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def look(tab, site, page, script, report):
    """Every width in both schemes."""
    is_reading = page in site.reading
    tab.open(page, WIDTHS[0])
    for width in WIDTHS:
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
            report.check(f"{site.name(page)}, title and focus at {width} px", [tab.run("clipped()"), *tab.run("astray()")])


def judge(tab, site, pages, width, scheme, report):
    """Axe on some pages."""
    tab.page.emulate_media(color_scheme=scheme)
    for page in pages:
        tab.open(page, width)
        results = Axe().run(tab.page, options={"runOnly": TAGS, "resultTypes": ["violations"]}).response
        findings = [
            f"{violation['id']}: {node['target'][0]}: {violation['help']}"
            for violation in results["violations"]
            for node in violation["nodes"]
        ]
        report.check(f"{site.name(page)} at {width} px, axe, {scheme}", findings)


def weigh(tab, site, report):
    """Prints what the longest version weighs and how long it and one with 70 notes take; only weights have limits."""
    page = site.longest()
    kilobytes = {
        "page": (len(gzip.compress(page.read_bytes(), 9)) / 1024, 40),
        "style": ((site.folder / "assets" / "style.css").stat().st_size / 1024, 16),
        "script": ((site.folder / "assets" / "reader.js").stat().st_size / 1024, 12),
        "search script": ((site.folder / "assets" / "search.js").stat().st_size / 1024, 12),
    }
    for name, (weight, limit) in kilobytes.items():
        report.check(f"{site.name(page)}, {name}", [weight > limit and f"{weight:.1f} KB, more than {limit}"])
    weights = ", ".join(f"{name} {weight:.1f} KB" for name, (weight, _) in kilobytes.items())
    report.lines.append(f"{site.name(page)}: {weights}; the page gzipped")

    thinner = page.with_name("seventy-notes.html")
    try:
        thinner.write_text(with_fewer_notes(page.read_text(), 70))
        moved = [time_layout(tab, each, report) for each in (thinner, page)][-1]
    finally:
        thinner.unlink(missing_ok=True)
    report.check(f"{site.name(page)}, layout shift", [moved and f"{', '.join(moved[:5])} moved"])


def with_fewer_notes(html, count):
    """The page with so many of its notes, taken evenly; a page that has no more is as it was."""
    notes = re.findall(r'<aside class="note .*?</aside>', html, re.DOTALL)
    kept = {round(at * len(notes) / count) for at in range(count)} if len(notes) > count else range(len(notes))
    for at, note in enumerate(notes):
        if at not in kept:
            html = html.replace(note, "")
    return html


def time_layout(tab, page, report):
    """Prints how long a page takes to lay out at a quarter of the speed; what moved, if something mostly did."""
    client = tab.context.new_cdp_session(tab.page)
    client.send("Performance.enable")
    client.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    styles, layouts, paints, wholes, shifts, moved = [], [], [], [], [], []
    tab.open(page, 1440)  # For the browser to know the fonts and the scripts.
    for _ in range(10):
        tab.open(page, 1440)
        figures = tab.run("timing()")
        metrics = {metric["name"]: metric["value"] for metric in client.send("Performance.getMetrics")["metrics"]}
        # The browser counts anew for each page.
        styles.append(1000 * metrics["RecalcStyleDuration"])
        layouts.append(1000 * metrics["LayoutDuration"])
        paints.append(figures["painted"])
        wholes.append(figures["whole"])
        shifts.append(figures["shift"])
        moved += figures["moved"]
    client.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    client.send("Performance.disable")
    notes = page.read_text().count('<aside class="note ')
    both = statistics.median(map(sum, zip(styles, layouts)))
    report.lines.append(
        f"{page.stem} with {notes} notes at a quarter of the speed, medians of {len(layouts)}: style "
        f"{statistics.median(styles):.0f} ms, layout {statistics.median(layouts):.0f} ms, both {both:.0f} ms, "
        f"first picture {statistics.median(paints):.0f} ms "
        f"and the whole page {statistics.median(wholes):.0f} ms after it was read; "
        f"layout shift {statistics.median(shifts):.3f}, at most {max(shifts):.3f}"
    )
    return moved if statistics.median(shifts) > 0 else []
