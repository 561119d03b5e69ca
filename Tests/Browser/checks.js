// What the tests ask of a page; run.py evaluates these functions in it, with or without the page's own script.
({
  box(element) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { name: element.id || element.className, left, right, top, bottom };
  },

  shown(selector) {
    return [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length);
  },

  // How far the page is wider than the window, and what sticks out furthest.
  sideways() {
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over <= 0) return null;
    const widest = this.shown("body *").reduce((a, b) => (b.getBoundingClientRect().right > a.getBoundingClientRect().right ? b : a));
    return `${over} px too wide, by ${widest.tagName.toLowerCase()}.${widest.className}`;
  },

  // Pairs of boxes of which one lies over the other.
  overlaps(wide) {
    const boxes = this.shown(".notes .note" + (wide ? ", .para > p, .mast .general, .mast .contents" : "")).map(this.box);
    boxes.sort((one, other) => one.top - other.top);
    const found = [];
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length && boxes[j].top < boxes[i].bottom - 1; j++) {
        const [one, other] = [boxes[i], boxes[j]];
        if (one.left < other.right - 1 && other.left < one.right - 1) found.push(`${one.name} and ${other.name} overlap`);
      }
    }
    return found;
  },

  // Notes that reach out of the page's own height or into its foot.
  underfoot() {
    const foot = document.querySelector(".foot").getBoundingClientRect().top;
    return this.shown(".notes .note").map(this.box).filter((one) => one.bottom > foot + 1).map((one) => `${one.name} reaches into the foot`);
  },

  // Parts of the title block that leave its column, with notes on the whole essay and without.
  astray() {
    const out = () => {
      const [first, ...rest] = this.shown(".mast > :not(.general, .contents)").map(this.box);
      return rest.filter((one) => Math.abs(one.left - first.left) > 1).map((one) => `${one.name} leaves the column of the title`);
    };
    const found = out();
    document.querySelector(".mast > .general")?.remove();
    return [...found, ...out()];
  },

  // Whether the ring around the number of a note that has the focus is cut off.
  clipped() {
    const number = document.querySelector(".note .number");
    number?.focus({ focusVisible: true });
    return number && getComputedStyle(number.closest(".slip")).overflow !== "visible" ? "the focus ring of a note is cut off" : null;
  },

  isCut(note) {
    const slip = note.querySelector(".slip");
    return slip.scrollHeight > slip.clientHeight + 1;
  },

  // Each call with its note and the place to which the note leads back.
  calls() {
    return [...document.querySelectorAll("a.call")].flatMap((call) => {
      const note = call.hash.slice(1);
      const back = document.getElementById(note).querySelector(".back");
      // A note that is called twice leads back to each; the first call stands for it.
      return back && !/^fc-\d+-/.test(call.id) ? [[call.id, note, back.hash.slice(1)]] : [];
    });
  },

  // Calls that Tab passes over.
  unreachable() {
    return [...document.querySelectorAll("a.call")].filter((call) => call.tabIndex < 0 || !call.getClientRects().length).map((call) => `Tab does not reach ${call.id}`);
  },

  // Notes that are hidden or cut where everything is to be seen, as on paper.
  unseen() {
    const found = [...document.querySelectorAll(".notes .note")].filter((note) => !note.getClientRects().length || this.isCut(note));
    return found.map((note) => `${note.id} is hidden or cut on paper`);
  },

  // Whether the mark and the call of a note, and the note itself, are lit.
  lit(note) {
    const { id, classList, parentNode } = document.getElementById(note);
    const slot = [...classList].find((name) => /^n\d+$/.test(name));
    return [...parentNode.parentNode.querySelectorAll(`.${slot}:not(.call)`)].map((one) => getComputedStyle(one).getPropertyValue("--lit") !== "");
  },

  // How many lines of text below the first line of its mark each note begins, and whether it is cut.
  drift() {
    const line = parseFloat(getComputedStyle(document.querySelector(".para p")).lineHeight);
    return this.shown(".notes .note").flatMap((note) => {
      const key = note.id.slice(2);
      const mark = document.getElementById("m-" + key) ?? document.getElementById("fc-" + key);
      if (!mark) return [];
      const lines = (note.getBoundingClientRect().top - mark.getClientRects()[0].top) / line;
      return [{ lines: Math.abs(lines), isCut: this.isCut(note) }];
    });
  },

  // Where the keyboard stands.
  place() {
    const active = document.activeElement;
    return {
      call: active.matches("a.call") ? active.id : null,
      note: active.matches("a.call") ? active.hash.slice(1) : null,
      back: active.matches("a.back") ? active.closest(".note").id : null,
      isBody: active === document.body,
      hash: location.hash.slice(1),
    };
  },

  // Whether a note can be read as it stands: in the window, at least its beginning, and not cut.
  isOpen(id) {
    const note = document.getElementById(id);
    const rect = note.getBoundingClientRect();
    return note.getClientRects().length > 0 && !this.isCut(note) && rect.bottom > 0 && rect.top < innerHeight;
  },

  // Milliseconds from the last byte of the page to its first picture and to the whole, and how far anything moved until a while after.
  timing() {
    return new Promise((resolve) => {
      let shift = 0;
      const moved = [];
      const add = (entry) => {
        shift += entry.value;
        for (const { node } of entry.sources) moved.push(node?.id || node?.className || node?.nodeName);
      };
      new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type: "layout-shift", buffered: true });
      const { responseEnd } = performance.getEntriesByType("navigation")[0];
      let whole = 0;
      requestAnimationFrame(() => setTimeout(() => (whole = performance.now() - responseEnd)));
      const done = (paint) => setTimeout(() => resolve({ painted: paint.startTime - responseEnd, whole, shift, moved }), 200);
      new PerformanceObserver((list) => list.getEntriesByName("first-contentful-paint").forEach(done)).observe({ type: "paint", buffered: true });
    });
  },
})
