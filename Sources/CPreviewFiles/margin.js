// Lets the author write in the margin: select words of the text, and a note on them is put into a commentary.
//
// The preview alone adds this. It finds the words in the text anew and refuses what it cannot write safely, so nothing
// here has to be right for a file to stay whole.
(() => {
  "use strict";
  const text = document.querySelector(".reading .text");
  if (!text) return;
  // What was refused, and where the last note went, outlive the page.
  const drafted = "gloss-draft", goal = "gloss-goal";
  const blocks = "p, li, h1, h2, h3, h4, h5, h6, pre, dt, dd, td, th, figcaption, blockquote";
  const apart = ".call, .place, .roman, .range, .notes, script, style";
  let reading = null, chosen = null;

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // WORDS. What a reader sees of a block, and where each of its text nodes begins in that.
  const blockOf = (node) => node.parentElement.closest(blocks);
  const isCall = (node) => node?.nodeType === Node.ELEMENT_NODE && node.matches(".call");
  // The blank between two calls is theirs.
  const isBetweenCalls = (node) => isCall(node.previousSibling) && isCall(node.nextSibling) && !node.data.trim();
  const isRead = (node) => !node.parentElement.closest(apart) && !isBetweenCalls(node);

  const written = (block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    const nodes = [];
    let string = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeName === "BR") string += "\n";
      if (node.nodeType !== Node.TEXT_NODE || blockOf(node) !== block || !isRead(node)) continue;
      nodes.push({ node, start: string.length });
      string += node.data;
    }
    return { string, nodes };
  };

  // Letters that stand together are a word, but for scripts that write without spaces.
  const letter = /[\p{L}\p{N}\p{M}]/u;
  const alone = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
  const joins = (string, index) =>
    index > 0 && index < string.length
    && [string[index - 1], string[index]].every((unit) => letter.test(unit) && !alone.test(unit));

  // Which part of a block is selected, in whole words; null where nothing of it is.
  const part = (range, block) => {
    const { string, nodes } = written(block);
    let from = Infinity, to = -1;
    for (const { node, start } of nodes) {
      if (!range.intersectsNode(node)) continue;
      const first = node === range.startContainer ? range.startOffset : 0;
      const last = node === range.endContainer ? range.endOffset : node.length;
      if (first >= last) continue;
      from = Math.min(from, start + first);
      to = Math.max(to, start + last);
    }
    while (from < to && /\s/.test(string[from])) from++;
    while (from < to && /\s/.test(string[to - 1])) to--;
    if (from >= to) return null;
    while (joins(string, from)) from--;
    while (joins(string, to)) to++;
    return { words: string.slice(from, to), before: string.slice(0, from), after: string.slice(to) };
  };

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(text)) return null;
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const found = new Set();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const block = range.intersectsNode(node) && isRead(node) && blockOf(node);
      if (block) found.add(block);
    }
    const parts = [...found].map((block) => part(range, block)).filter(Boolean);
    if (!parts.length) return null;
    return {
      range: range.cloneRange(), words: parts.map((one) => one.words), before: parts[0].before,
      after: parts[parts.length - 1].after,
    };
  };

  // THE OFFER, which stands at the end of the selection.
  const offer = make("button", { type: "button", className: "gloss-margin-offer", textContent: "Annotate", hidden: true });
  offer.title = "Annotate these words (Alt+N)";
  offer.setAttribute("aria-keyshortcuts", "Alt+N");
  // A press would take the selection away before the click.
  offer.addEventListener("pointerdown", (event) => event.preventDefault());
  // What is selected by now counts, which the offer may still have to follow.
  offer.addEventListener("click", () => { propose(); open(); });

  const propose = () => {
    if (dialog.open) return;
    chosen = reading?.targets.length ? selected() : null;
    offer.hidden = !chosen;
    if (!chosen) return;
    const boxes = chosen.range.getClientRects();
    const box = boxes[boxes.length - 1] ?? chosen.range.getBoundingClientRect();
    const room = document.documentElement.clientWidth - offer.offsetWidth - 8;
    offer.style.left = Math.max(8, Math.min(box.right, room)) + scrollX + "px";
    offer.style.top = box.bottom + scrollY + 6 + "px";
  };
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(propose, 120);
  });

  // THE FORM.
  const field = (label, control, hint) => {
    control.id = "gloss-margin-" + label.toLowerCase();
    const name = make("label", { htmlFor: control.id, textContent: label });
    return make("p", {}, name, control, ...(hint ? [make("small", { textContent: hint })] : []));
  };
  const title = make("input", { type: "text", required: true, autocomplete: "off", maxLength: 200 });
  const target = make("select", { required: true });
  const subject = make("select");
  const body = make("textarea", { rows: 5 });
  const quote = make("blockquote");
  const refusal = make("p", { className: "gloss-margin-refusal" });
  refusal.setAttribute("role", "alert");
  const submit = make("button", { type: "submit", textContent: "Write the note" });
  const cancel = make("button", { type: "button", textContent: "Cancel" });
  const heading = make("h2", { id: "gloss-margin-heading", textContent: "Annotate" });
  const form = make(
    "form", {}, heading, quote, field("Title", title), field("Kind", target), field("About", subject),
    field("Note", body, "Markdown; it may be left empty and written in the editor"), refusal,
    make("p", { className: "gloss-margin-buttons" }, submit, cancel));
  const dialog = make("dialog", { className: "gloss-margin" }, form);
  dialog.setAttribute("aria-labelledby", heading.id);

  const fill = () => {
    const name = (path) => path.split("/").pop();
    target.replaceChildren(...reading.targets.map((one, index) => {
      const audience = one.audience ? ", for " + one.audience : "";
      return make("option", { value: index, textContent: `${one.label} (${one.hash ? "" : "new: "}${name(one.path)}${audience})` });
    }));
    const groups = Map.groupBy(reading.subjects, (one) => one.kind);
    subject.replaceChildren(
      make("option", { value: "", textContent: "no entry" }),
      ...[...groups].map(([kind, ones]) =>
        make("optgroup", { label: kind }, ...ones.map((one) => make("option", { value: one.name, textContent: one.title })))));
  };

  const short = (words) => {
    if (words.length <= 60) return words;
    const cut = words.slice(0, 60);
    return cut.slice(0, Math.max(20, cut.lastIndexOf(" ")));
  };

  const open = () => {
    if (!chosen || dialog.open) return;
    offer.hidden = true;
    refusal.textContent = "";
    const words = chosen.words.join(" … ").replace(/\s+/g, " ");
    quote.textContent = words;
    const draft = JSON.parse(sessionStorage.getItem(drafted) ?? "null");
    title.value = draft?.title ?? short(words).replace(/^./u, (first) => first.toUpperCase());
    body.value = draft?.body ?? "";
    subject.value = draft?.subject ?? "";
    if (subject.selectedIndex < 0) subject.value = "";
    target.value = Math.max(0, reading.targets.findIndex((one) => one.path === sessionStorage.getItem(goal)));
    dialog.showModal();
    title.focus();
    title.select();
  };

  // Closed, it gives the selection back, and lets a reload that waited go on.
  dialog.addEventListener("close", () => {
    if (chosen) {
      getSelection().removeAllRanges();
      getSelection().addRange(chosen.range);
    }
    dispatchEvent(new Event("gloss-free"));
  });
  cancel.addEventListener("click", () => dialog.close());
  form.addEventListener("keydown", (event) => {
    // A closed form has the focus for a moment more, when keys are the page’s again.
    if (!dialog.open) return;
    event.stopPropagation();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });

  const send = (note) => fetch("/.gloss/annotate", {
    method: "POST", headers: { "Content-Type": "application/json", "X-Gloss-Token": reading.token },
    body: JSON.stringify(note),
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    const { path, hash } = reading.targets[target.value];
    const { words, before, after } = chosen;
    const note = {
      page: location.pathname, path, hash, text: reading.text, words, before, after,
      title: title.value, body: body.value, subject: subject.value || null,
    };
    sessionStorage.setItem(goal, path);
    try {
      let answer = await send(note);
      if (answer.status === 403) {
        // A preview that was started anew has another token.
        reading.token = (await ask()).token;
        answer = await send(note);
      }
      const isJSON = answer.headers.get("Content-Type") === "application/json";
      const reply = isJSON ? await answer.json() : { reason: await answer.text() };
      if (answer.ok) return finish(reply);
      refusal.textContent = reply.reason;
      sessionStorage.setItem(drafted, JSON.stringify({ title: note.title, body: note.body, subject: note.subject }));
    } catch {
      refusal.textContent = "the preview does not answer; is it still running?";
    } finally {
      submit.disabled = false;
    }
  });

  // An editor that listens at a web address must not take the page’s place.
  const isWeb = (address) => /^https?:/i.test(address);
  const call = (address) => {
    if (isWeb(address)) window.open(address, "_blank", "noopener");
    else location.href = address;
  };
  const lead = (link, address) => {
    link.href = address;
    if (isWeb(address)) Object.assign(link, { target: "_blank", rel: "noopener" });
    return link;
  };

  // The editor is called while the click still counts; the page that has the note waits until its reader is back.
  const finish = (reply) => {
    sessionStorage.removeItem(drafted);
    chosen = null;
    if (reply.editor) {
      document.documentElement.dataset.glossHeld = "";
      const free = () => {
        delete document.documentElement.dataset.glossHeld;
        dispatchEvent(new Event("gloss-free"));
      };
      for (const name of ["focus", "pointerdown", "keydown"]) addEventListener(name, free, { once: true });
      setTimeout(free, 4000);
      call(reply.editor);
    }
    dialog.close();
    getSelection().removeAllRanges();
    notice.replaceChildren(`Written to ${reply.place}. `, ...(reply.editor ? [lead(make("a", { textContent: "Open it" }), reply.editor)] : []));
  };
  const notice = make("p", { className: "gloss-margin-notice" });
  notice.setAttribute("role", "status");

  // EDIT THIS NOTE, on every note of the page.
  const link = (place) => {
    const note = document.getElementById("n-" + place.note);
    const line = note?.querySelector(".lead") ?? note?.querySelector("p");
    if (!line) return;
    const name = note.querySelector(".title")?.textContent ?? place.note;
    const edit = make(place.editor ? "a" : "span", { className: "gloss-margin-edit", title: place.place });
    if (place.editor) {
      lead(edit, place.editor);
      edit.textContent = "edit";
      edit.setAttribute("aria-label", "Edit this note: " + name);
    } else edit.textContent = place.place.split("/").pop();
    // Where only the first row of a note is shown, it is in that.
    const number = line.querySelector(".number");
    if (number) number.after(edit);
    else line.prepend(edit);
  };

  addEventListener("keydown", (event) => {
    if (event.altKey && event.code === "KeyN" && !dialog.open) {
      propose();
      if (chosen) event.preventDefault();
      open();
    } else if (event.key === "Escape" && !offer.hidden) offer.hidden = true;
  });

  const ask = async () => {
    const answer = await fetch("/.gloss/margin" + location.pathname);
    return answer.ok ? answer.json() : null;
  };

  const load = async () => {
    reading = await ask();
    if (!reading) return;
    document.body.append(offer, dialog, notice);
    fill();
    reading.notes.forEach(link);
    propose();
  };
  load().catch(() => {});
})();
