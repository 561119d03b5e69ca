// Reloads a page that changed where its reader was, and lays over it what is wrong.
//
// The page is asked for again at each event and compared with what was shown, so an event says nothing of pages.
// Connections are few in a browser: a page that nobody looks at gives its own back.
(() => {
  "use strict";
  const shown = document.currentScript.dataset.page;
  const kept = "gloss-live";
  let before = null, source = null, panel = null, dismissed = "", checking = false, again = false;

  const ask = async () => {
    const answer = await fetch(location.pathname + location.search, { cache: "no-cache" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = page.querySelector("script[data-page]");
    return { page, mark: script ? script.dataset.page : null };
  };

  // What a note or a paragraph says; the numbers of notes shift when one is added, and are no change.
  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const part of copy.querySelectorAll(".call, .number, .place, .notes")) part.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  const changed = (from, to) => {
    const parts = [...to.querySelectorAll('[id^="n-"]'), ...to.querySelectorAll('[id^="p"]')];
    const found = parts.find((part) => {
      if (!/^(n-|p\d)/.test(part.id)) return false;
      const old = from.getElementById(part.id);
      return !old || words(old) !== words(part);
    });
    return found ? found.id : null;
  };

  // Who writes a note, or has just called the editor, is not interrupted.
  const isHeld = () => "glossHeld" in document.documentElement.dataset || document.querySelector("dialog.gloss-margin[open]");
  addEventListener("gloss-free", () => check());

  const check = async () => {
    if (isHeld()) return;
    if (checking) { again = true; return; }
    checking = true;
    try {
      do {
        again = false;
        const now = await ask();
        if (now.mark === shown) {
          before = before || now.page;
        } else if (isHeld()) {
          return;
        } else if (now.mark !== null) {
          const target = before && changed(before, now.page);
          sessionStorage.setItem(kept, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY, target }));
          location.reload();
          return;
        }
      } while (again);
    } catch (error) {
      // The preview is gone; the connection says when it is back.
    } finally {
      checking = false;
    }
  };

  const goBack = () => {
    const text = sessionStorage.getItem(kept);
    if (!text) return;
    sessionStorage.removeItem(kept);
    const place = JSON.parse(text);
    if (place.path !== location.pathname) return;
    history.scrollRestoration = "manual";
    scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    const target = place.target && document.getElementById(place.target);
    if (!target) return;
    // On a small screen notes are folded under their paragraph.
    const group = target.closest("details");
    if (group) group.open = true;
    const box = target.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) {
      target.scrollIntoView({ block: "center", behavior: "instant" });
    }
    target.classList.add("gloss-live-changed");
  };

  const make = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  const dismiss = () => {
    if (panel) panel.remove();
    panel = null;
  };

  const item = (finding) => {
    const row = make("li", finding.severity === "error" ? "gloss-live-error" : "gloss-live-warning");
    const text = make("pre", "", finding.text.trimEnd());
    if (finding.editor) {
      const link = make("a", "", "open " + finding.place);
      link.href = finding.editor;
      // An editor that listens at a web address must not take the page’s place.
      if (/^https?:/i.test(finding.editor)) Object.assign(link, { target: "_blank", rel: "noopener" });
      row.append(text, link);
    } else row.append(text);
    return row;
  };

  const show = (data, state) => {
    dismiss();
    if (!state.diagnostics.length) { dismissed = ""; return; }
    if (data === dismissed) return;
    panel = make("section", "gloss-live");
    panel.setAttribute("aria-labelledby", "gloss-live-title");
    panel.setAttribute("role", "alert");
    const title = make("h2", "", state.tally + (shown ? "; the pages are the last good ones" : "; there are no pages to show yet"));
    title.id = "gloss-live-title";
    const close = make("button", "", "Close");
    close.type = "button";
    close.addEventListener("click", () => { dismissed = data; dismiss(); });
    const list = make("ul", "");
    list.append(...state.diagnostics.map(item));
    panel.append(close, title, list);
    document.body.append(panel);
  };

  const listen = () => {
    if (document.hidden || source) return;
    source = new EventSource("/.gloss/events");
    source.addEventListener("state", (event) => {
      show(event.data, JSON.parse(event.data));
      check();
    });
  };

  const rest = () => {
    if (source) source.close();
    source = null;
  };

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel) panel.querySelector("button").click();
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  if (document.readyState === "complete") goBack(); else addEventListener("load", goBack);
  listen();
})();
