/// What the preview adds to the site, at addresses that no file of a site can have: their names are hidden.
enum LiveFiles {
  static let eventsPath = "/.gloss/events"
  static let scriptPath = "/.gloss/live.js"
  static let stylePath = "/.gloss/live.css"

  /// Reloads a page that changed where its reader was, and lays over it what is wrong.
  ///
  /// The page is asked for again at each event and compared with what was shown, so an event says nothing of pages.
  /// Connections are few in a browser: one that nobody looks at gives its own back.
  static let script = #"""
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

      const check = async () => {
        if (checking) { again = true; return; }
        checking = true;
        try {
          do {
            again = false;
            const now = await ask();
            if (now.mark === shown) {
              before = before || now.page;
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
        const title = make("h2", "", state.tally + "; the pages are the last good ones");
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

    """#

  /// The panel of what is wrong, in system colours, so that it can be read in any scheme and over any style.
  static let style = """
    .gloss-live { position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
      padding: .75rem 1rem; background: Canvas; color: CanvasText; border-top: 4px solid #c00;
      font: 14px/1.4 system-ui, sans-serif; color-scheme: light dark; }
    .gloss-live h2 { margin: 0 0 .5rem; font: bold 15px/1.4 system-ui, sans-serif; }
    .gloss-live ul { margin: 0; padding: 0; list-style: none; }
    .gloss-live li { margin: 0 0 .75rem; padding-left: .75rem; border-left: 4px solid #c00; }
    .gloss-live li.gloss-live-warning { border-left-color: #a60; }
    .gloss-live pre { margin: 0; overflow-x: auto; white-space: pre-wrap; font: 13px/1.4 ui-monospace, monospace; }
    .gloss-live a { display: inline-block; padding: .25rem 0; color: LinkText; }
    .gloss-live button { float: right; min-width: 44px; min-height: 32px; font: inherit; }
    .gloss-live-changed { outline: 3px solid #c80; outline-offset: 3px; }
    @media print { .gloss-live { display: none; } }

    """
}
