"""The way from call to note and back with nothing but the keyboard."""


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
