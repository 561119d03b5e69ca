// Enhancement only: without this script every note is open and every call is a plain link.
const wide = matchMedia("(min-width: 60em)");
const groups = [...document.querySelectorAll("details.notes, details.general")];
const target = () => (location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null);

// On a small screen notes start folded under their paragraph; the one that the address names is open.
function fold() {
  for (const group of groups) group.open = wide.matches || group.contains(target());
}
wide.addEventListener("change", fold);
fold();
if (!wide.matches) target()?.scrollIntoView();

// Go to an address on this page without moving the text under the reader's eyes.
function go(hash, focus) {
  const top = scrollY;
  location.hash = hash;
  scrollTo(0, top);
  const box = target()?.getBoundingClientRect();
  if (box && (box.top < 0 || box.bottom > innerHeight)) target().scrollIntoView({ block: "nearest" });
  focus?.focus({ preventScroll: true });
}

// A call opens its note in place: in the margin, or under the paragraph. Called again, it closes it.
addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const call = event.target.closest?.("a.call");
  const note = call && document.getElementById(call.hash.slice(1));
  if (!note) return;
  event.preventDefault();
  const group = note.closest("details");
  if (location.hash === call.hash && group?.open) {
    if (!wide.matches) group.open = false;
    go("#" + call.id, call);
  } else {
    if (group) group.open = true;
    go(call.hash, call);
  }
});

// Escape puts away the note that lies over its neighbours, until the pointer has left it, and closes a called one.
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const note = document.activeElement?.closest(".note") ?? document.querySelector(".note:target");
  for (const open of document.querySelectorAll(".note:hover")) {
    open.classList.add("away");
    open.addEventListener("pointerleave", () => open.classList.remove("away"), { once: true });
  }
  if (note) document.querySelector(`a.call[href="#${CSS.escape(note.id)}"]`)?.focus();
  if (location.hash && target()?.matches(".note")) go("#" + (document.activeElement.id || ""));
});
