// Search without a server: the texts stand in search-index.js and its further parts, which a page may load even from disk.
//
// A word is found at the beginning of a word, whatever its case, accents and plural; all words of the query have to stand in
// a passage or its title. What is found is set by textContent alone: neither query nor index is ever read as markup.

(() => {
  "use strict";

  const longest = 200; // characters of a query
  const step = 20; // results of a group that are shown at a time
  const field = document.getElementById("q");
  const count = document.getElementById("count");
  const found = document.getElementById("found");
  document.getElementById("unscripted").remove();

  // Letters that are no base letter with a mark, and what stands for them in a query typed without them.
  const plain = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" };

  /** Lower case without accents. */
  function fold(text) {
    const lower = text.toLowerCase();
    if (!/[^\x00-\x7f]/.test(lower)) return lower;
    return lower.normalize("NFD").replace(/\p{M}+/gu, "").replace(/[ßæœøłđðþıς]/g, (letter) => plain[letter]);
  }

  /** Whether a letter or figure ends just before an offset, or begins just at it; a character may take two units. */
  const endsLetter = (text, at) => /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 2), at));
  const beginsLetter = (text, at) => /^[\p{L}\p{N}]/u.test(text.slice(at, at + 2));

  // MARK: - The query

  /** Words of scripts that leave no space between words are looked for anywhere. */
  const isUnspaced = (word) => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word);

  /** Other forms of a word, each to be met as a whole word: “treaties” for “treaty” and the other way round. */
  function otherForms(word) {
    if (word.length < 4) return [];
    const forms = [];
    if (/[^aeiou]y$/.test(word)) forms.push(word.slice(0, -1) + "ies");
    if (/ies$/.test(word) && word.length > 4) forms.push(word.slice(0, -3) + "y");
    if (/(?:s|x|z|ch|sh|o)es$/.test(word)) forms.push(word.slice(0, -2));
    if (/[^s]s$/.test(word)) forms.push(word.slice(0, -1));
    return forms;
  }

  /** The words of a query; the “s” of “Kim’s” is none. */
  function words(query) {
    const bare = fold(query).replace(/['’ʼ]s(?![\p{L}\p{N}])/gu, "");
    const all = [...new Set(bare.match(/[\p{L}\p{N}]+/gu) ?? [])];
    return all.sort((one, other) => other.length - one.length).map((word) => ({
      isWhole: word.length === 1 && !isUnspaced(word),
      isAnywhere: isUnspaced(word),
      forms: [word, ...otherForms(word)],
    }));
  }

  /** Where a word next begins in folded text, from an offset: its beginning and end, or nothing. */
  function next(text, word, from = 0) {
    let nearest;
    word.forms.forEach((form, rank) => {
      const isWhole = word.isWhole || rank > 0;
      for (let at = text.indexOf(form, from); at >= 0; at = text.indexOf(form, at + 1)) {
        if (nearest && at > nearest.start) return;
        const end = at + form.length;
        if (!word.isAnywhere && endsLetter(text, at)) continue;
        if (isWhole && beginsLetter(text, end)) continue;
        if (!nearest || at < nearest.start || end > nearest.end) nearest = { start: at, end };
        return;
      }
    });
    return nearest;
  }

  // MARK: - Finding

  let index;

  /** The passages of a group with their folded texts; folded once, when they are first wanted. */
  function passages(group) {
    index ??= {};
    return (index[group] ??= (window.glossIndex[group] ?? []).flatMap((page) =>
      page.passages.map(([place, title, text]) => ({
        url: page.url + place, page: page.title, language: page.language ?? "", title, text,
        foldedTitle: fold(title), foldedText: fold(text),
      })),
    ));
  }

  /** The passages that have all words; first those whose title has them. */
  function matches(group, query) {
    const titled = [];
    const others = [];
    for (const passage of passages(group)) {
      const isIn = (text) => (word) => next(text, word) !== undefined;
      if (query.every(isIn(passage.foldedTitle))) titled.push(passage);
      else if (query.every((word) => isIn(passage.foldedText)(word) || isIn(passage.foldedTitle)(word))) others.push(passage);
    }
    return titled.concat(others);
  }

  // MARK: - Showing

  /** The stretches of a text that the query finds, as offsets into the text itself, in order and apart. */
  function stretches(text, query) {
    const offsets = []; // for each unit of the folded text, where its character begins
    let folded = "";
    for (let at = 0; at < text.length; ) {
      const character = String.fromCodePoint(text.codePointAt(at));
      const piece = fold(character);
      for (let unit = 0; unit < piece.length; unit += 1) offsets.push(at);
      folded += piece;
      at += character.length;
    }
    offsets.push(text.length);
    const all = [];
    for (const word of query) {
      for (let hit = next(folded, word); hit; hit = next(folded, word, hit.end)) {
        all.push({ start: offsets[hit.start], end: Math.max(offsets[hit.end], offsets[hit.end - 1] + 1) });
      }
    }
    all.sort((one, other) => one.start - other.start || other.end - one.end);
    let last = 0;
    return all.filter(({ start, end }) => start >= last && (last = end));
  }

  /** Adds a text to an element, with the words of the query marked. */
  function write(text, query, element) {
    let at = 0;
    for (const { start, end } of stretches(text, query)) {
      element.append(text.slice(at, start));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      element.append(mark);
      at = end;
    }
    element.append(text.slice(at));
  }

  /** About 240 characters around the first word found, cut between words. */
  function excerpt(passage, query) {
    const text = passage.text;
    const hits = query.map((word) => next(passage.foldedText, word)?.start ?? Infinity);
    // Folding may move an offset by a few characters, which an excerpt forgives.
    const nearest = Math.min(...hits);
    const first = nearest < text.length ? nearest : 0;
    let start = first > 90 && text.length > 240 ? text.indexOf(" ", first - 80) + 1 : 0;
    if (start > first) start = Math.max(0, first - 20);
    let end = text.length > start + 240 ? text.lastIndexOf(" ", start + 240) : text.length;
    if (end <= first) end = Math.min(text.length, start + 240);
    return (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  function element(name, className, parent) {
    const made = document.createElement(name);
    if (className) made.className = className;
    parent.append(made);
    return made;
  }

  function show(passage, query, list) {
    const item = element("li", "", list);
    const link = element("a", "", item);
    link.href = passage.url;
    if (passage.title) write(passage.title, query, element("span", "name", link));
    if (passage.title && passage.page) link.append(" ");
    if (passage.page) element("span", "aside", link).textContent = passage.page;
    if (!passage.text) return;
    // A passage without a title is its own link.
    const words = element(passage.title ? "p" : "span", "", passage.title ? item : link);
    if (passage.language) Object.assign(words, { lang: passage.language, dir: "auto" });
    write(excerpt(passage, query), query, words);
  }

  /** Shows a group: its first results, and a button for more. */
  function fill(section, results, query) {
    for (const old of section.querySelectorAll("ol, button, .range")) old.remove();
    section.hidden = results.length === 0;
    if (section.hidden) return;
    element("span", "range", section.querySelector("h2")).textContent = ` ${results.length}`;
    const list = element("ol", "", section);
    let shown = 0;
    const showMore = () => {
      for (const passage of results.slice(shown, shown + step)) show(passage, query, list);
      shown = Math.min(shown + step, results.length);
    };
    showMore();
    if (shown === results.length) return;
    const button = element("button", "more-found", section);
    button.type = "button";
    const label = () => (button.textContent = `Show ${Math.min(step, results.length - shown)} more of ${results.length - shown}`);
    label();
    button.addEventListener("click", () => {
      const first = shown;
      showMore();
      list.children[first].querySelector("a").focus();
      if (shown === results.length) button.remove();
      else label();
    });
  }

  const counted = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

  function search() {
    const text = field.value.slice(0, longest);
    const query = words(text);
    let total = 0;
    for (const section of found.querySelectorAll(":scope > section")) {
      const results = query.length ? matches(section.id.slice("in-".length), query) : [];
      total += results.length;
      fill(section, results, query);
    }
    const cut = field.value.length > longest ? ` Only the first ${longest} characters are looked for.` : "";
    const result = total ? `${counted(total, "passage")} found.` : "Nothing has all of these words.";
    count.textContent = query.length ? result + cut : text.trim() ? "Type a letter or a figure." : "";
    remember(text);
  }

  /** Keeps the query in the address, so that it can be sent and come back to. */
  function remember(text) {
    const address = new URL(location.href);
    if ((address.searchParams.get("q") ?? "") === text) return;
    if (text) address.searchParams.set("q", text);
    else address.searchParams.delete("q");
    try {
      history.replaceState(null, "", address);
    } catch {
      // Some browsers let no file change its address; the search works all the same.
    }
  }

  // MARK: - Keys

  /** Up and down go through the field and the results, which are also in the order of Tab; `/` goes to the field. */
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/" && document.activeElement !== field) {
      event.preventDefault();
      field.select();
      return;
    }
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...found.querySelectorAll("li a")];
    const here = stops.indexOf(document.activeElement);
    if (!way || here < 0 || !stops[here + way]) return;
    event.preventDefault();
    stops[here + way].focus();
  }

  function start() {
    if (!window.glossIndex) {
      count.textContent = "The index of this site, assets/search-index.js, could not be read. Browse below instead.";
      return;
    }
    field.value = (new URLSearchParams(location.search).get("q") ?? field.value).slice(0, longest + 1);
    let wait;
    field.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(search, 100);
    });
    field.form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(wait);
      search();
    });
    addEventListener("keydown", press);
    // Folded before the first letter is typed.
    setTimeout(() => found.querySelectorAll(":scope > section").forEach((section) => passages(section.id.slice("in-".length))));
    if (field.value) search();
    else if (matchMedia("(hover: hover)").matches) field.focus();
  }

  start();
})();
