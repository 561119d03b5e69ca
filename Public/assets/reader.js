// Enhancement only: without this script all notes are open, and calls, entries and ¶ are plain links.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const wide = matchMedia("(min-width: 60em)");
const groups = all("details.notes, details.general");
const named = (hash) => (hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null);
const target = () => named(location.hash);

// An element with properties and children.
function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// What a reader has chosen is remembered in this browser, and only then.
const chosen = { hidden: [], keys: true };
try { Object.assign(chosen, JSON.parse(localStorage.getItem("gloss"))); } catch {}
function remember(choice) {
  Object.assign(chosen, choice);
  try { localStorage.setItem("gloss", JSON.stringify(chosen)); } catch {}
}

// NOTES. On a small screen they start folded under their paragraph; the one that the address names is open.
function fold() {
  for (const group of groups) group.open = wide.matches || group.contains(target());
}
wide.addEventListener("change", fold);
fold();
if (!wide.matches) target()?.scrollIntoView();

// Go to an address on this page without moving the text under the reader's eyes more than needed.
function go(hash, focus, isStep = false) {
  const top = scrollY;
  if (isStep) location.replace(hash);
  else location.hash = hash;
  scrollTo(0, top);
  if (isStep) focus.scrollIntoView({ block: "nearest" });
  const box = target()?.getBoundingClientRect();
  if (box && (box.top < 0 || box.bottom > innerHeight)) target().scrollIntoView({ block: "nearest" });
  focus?.focus({ preventScroll: true });
}

const callOf = (note) => note && document.querySelector(`a.call[href="#${CSS.escape(note.id)}"]`);

// A call opens its note in place; called again, it closes it.
function call(link) {
  const group = named(link.hash).closest("details");
  const isOpen = location.hash === link.hash && group?.open;
  if (group && (!isOpen || !wide.matches)) group.open = !isOpen;
  go(isOpen ? "#" + link.id : link.hash, link);
}

addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.("a");
  if (!link?.hash || !named(link.hash) || link.pathname !== location.pathname) return;
  if (link.matches(".call")) call(link);
  else if (link.matches(".back")) go(link.hash, named(link.hash).matches(".call") ? named(link.hash) : callOf(link.closest(".note")));
  else if (link.matches(".place")) cite(link);
  else return;
  event.preventDefault();
});

// A kind of note that is not shown now is not shown on the next page either.
for (const box of all(".kinds input")) {
  const kind = box.id.replace("show-", "");
  if (chosen.hidden.includes(kind)) box.checked = false;
  box.addEventListener("change", () => {
    remember({ hidden: [...chosen.hidden.filter((other) => other !== kind), ...(box.checked ? [] : [kind])] });
  });
}

// PREVIEWS of entries: on hover, on keyboard focus, on a long press.
const previews = new Map(all(".preview").map((preview) => [preview.querySelector("a").href, preview]));
let shown = null;
let timer = 0;

const previewOf = (link) => link && !link.closest(".preview") && previews.get(link.href.split("#")[0]);

function hide() {
  clearTimeout(timer);
  if (shown?.matches(":popover-open")) shown.hidePopover();
  shown = null;
}

// Below the line that the link stands on, or above it where there is no room.
function beside(panel, link, y) {
  panel.showPopover({ source: link });
  const lines = [...link.getClientRects()];
  const line = lines.find((box) => y >= box.top && y <= box.bottom) ?? lines[0];
  const { width, height } = panel.getBoundingClientRect();
  const isBelow = line.bottom + height + 8 < innerHeight || line.top < height + 8;
  const room = document.documentElement.clientWidth - width - 8;
  panel.style.left = Math.max(8, Math.min(line.left - 16, room)) + scrollX + "px";
  panel.style.top = (isBelow ? line.bottom + 4 : line.top - height - 4) + scrollY + "px";
}

function preview(link, y) {
  const panel = previewOf(link);
  if (!panel || panel === shown) return;
  hide();
  shown = panel;
  beside(panel, link, y);
}

function soon(act, delay) {
  clearTimeout(timer);
  timer = setTimeout(act, delay);
}

if ("popover" in HTMLElement.prototype && previews.size) {
  addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = event.target.closest?.("a");
    if (previewOf(link)) soon(() => preview(link, event.clientY), 300);
    else if (shown?.contains(event.target)) clearTimeout(timer);
    else soon(() => shown?.contains(document.activeElement) || hide(), 300);
  });
  addEventListener("focusin", (event) => {
    const link = event.target.closest("a");
    if (shown && (shown.contains(link) || shown === previewOf(link))) return;
    if (previewOf(link) && link.matches(":focus-visible")) soon(() => preview(link), 400);
    else hide();
  });
  let isPressed = false;
  addEventListener("pointerdown", (event) => {
    isPressed = false;
    if (shown && !shown.contains(event.target)) hide();
    const link = event.target.closest?.("a");
    if (event.pointerType === "mouse" || !previewOf(link)) return;
    soon(() => {
      isPressed = true;
      preview(link, event.clientY);
    }, 450);
  });
  for (const end of ["pointerup", "pointercancel", "scroll"]) {
    addEventListener(end, (event) => event.pointerType === "mouse" || isPressed || clearTimeout(timer));
  }
  addEventListener("contextmenu", (event) => {
    const link = event.target.closest?.("a");
    if (event.pointerType !== "touch" || !previewOf(link)) return;
    isPressed = true;
    preview(link, event.clientY);
    event.preventDefault();
  });
  addEventListener("click", (event) => {
    if (isPressed && previewOf(event.target.closest?.("a"))) event.preventDefault();
    isPressed = false;
  }, true);
}

// THIS PARAGRAPH: words to cite it by, and the same paragraph in other versions.
const versions = all(".versions a:not([aria-current])");

function cite(place) {
  go(place.hash, place);
  const page = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  const words = `${document.querySelector(".cite").textContent}, ¶ ${place.textContent}, ${page}${place.hash}`;
  const text = make("p", { className: "words", textContent: words });
  const done = make("span", { role: "status" });
  const copy = make("button", { type: "button", textContent: "Copy" });
  copy.addEventListener("click", async () => {
    getSelection().selectAllChildren(text);
    try {
      await navigator.clipboard.writeText(words);
      done.textContent = " Copied";
    } catch {
      done.textContent = " Selected: copy it with your keyboard or menu";
    }
  });
  const panel = make("div", { className: "preview", popover: "auto", role: "dialog", ariaLabel: "Cite this paragraph" });
  panel.append(make("p", { className: "kicker", textContent: "Cite this paragraph" }), text, make("p", {}, copy, done));
  if (versions.length) {
    const links = versions.map((link) => make("a", { href: link.href.split("#")[0] + place.hash, textContent: link.textContent }));
    panel.append(make("p", { className: "elsewhere" }, "The paragraph in ", ...links.flatMap((link, index) => (index ? [", ", link] : [link]))));
  }
  panel.addEventListener("toggle", (event) => event.newState === "closed" && panel.remove());
  place.after(panel);
  beside(panel, place);
  copy.focus({ preventScroll: true });
}

// Another version opens where the reader rested; going up to its link does not change that.
const places = all("a.place");
const contents = all(".contents a").filter((link) => named(link.hash));
const passed = (elements, line) => elements.findLast((element) => element.getBoundingClientRect().top < line);

function rest() {
  const place = passed(places, innerHeight / 3);
  if (place) for (const link of versions) link.hash = place.hash;
}

function mark() {
  const head = passed(contents.map((link) => named(link.hash)), innerHeight / 3);
  for (const link of contents) {
    if (head && named(link.hash) === head) link.ariaCurrent = "location";
    else link.removeAttribute("aria-current");
  }
}
let marking = 0;
let resting = 0;
function follow() {
  clearTimeout(marking);
  clearTimeout(resting);
  marking = setTimeout(mark, 100);
  resting = setTimeout(rest, 800);
}
if (places.length) {
  addEventListener("scroll", follow, { passive: true });
  addEventListener("hashchange", follow);
  follow();
}

// On paper a link within the site is a place.
for (const link of all(":is(.text, .general, .prose, .full-note) a[href*='#']:not(.place, .call, .back, .number)")) {
  const number = /^#p(\d+)$/.exec(link.hash)?.[1];
  const note = link.pathname === location.pathname && callOf(named(link.hash));
  if (number && !link.textContent.includes("¶")) link.dataset.ref = `¶ ${number}`;
  else if (note) link.dataset.ref = `note ${note.textContent}`;
}

// KEYS
const calls = all(".text a.call");
const help = make("dialog", { className: "help", ariaLabel: "Keys" });
const switched = make("input", { type: "checkbox", checked: chosen.keys });
switched.addEventListener("change", () => remember({ keys: switched.checked }));

function step(way) {
  const seen = calls.filter((link) => link.checkVisibility());
  const at = [document.activeElement.hash, location.hash].map((hash) => (hash ? seen.findIndex((link) => link.hash === hash) : -1)).find((index) => index >= 0);
  const ahead = seen.findIndex((link) => link.getBoundingClientRect().top >= 0);
  const next = seen[at >= 0 ? at + way : way > 0 ? ahead : (ahead < 0 ? seen.length : ahead) - 1];
  if (!next) return;
  const group = named(next.hash)?.closest("details");
  if (group) group.open = true;
  go(next.hash, next, true);
}

if (calls.length) {
  const keys = [["n", "j", "next note"], ["p", "k", "previous note"], ["Esc", "", "close what is open"], ["?", "", "these keys"]];
  const list = keys.map(([key, other, what]) =>
    make("p", {}, make("kbd", { textContent: key }), ...(other ? [" or ", make("kbd", { textContent: other })] : []), " " + what));
  const close = make("button", { type: "button", textContent: "Close" });
  close.addEventListener("click", () => help.close());
  help.append(make("p", { className: "kicker", textContent: "Keys" }), ...list, make("p", {}, make("label", {}, switched, " Use these keys")), close);
  document.querySelector("main").append(help);
  for (const open of all(".keys")) {
    open.disabled = false;
    open.addEventListener("click", () => help.showModal());
  }
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") return escape();
  const isTyping = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");
  if (!calls.length || !chosen.keys || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = { n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1), "?": () => help.showModal() }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// Escape puts away a preview, else the note that lies over its neighbours, until the pointer has left it.
function escape() {
  clearTimeout(timer);
  const isOver = document.querySelector(":popover-open, dialog[open]");
  if (shown) hide();
  if (isOver) return;
  const note = document.activeElement?.closest(".note") ?? document.querySelector(".note:target");
  for (const open of all(".note:hover")) {
    open.classList.add("away");
    open.addEventListener("pointerleave", () => open.classList.remove("away"), { once: true });
  }
  callOf(note)?.focus();
  if (target()?.matches(".note")) go("#" + (document.activeElement.id || ""));
}
