package import Diagnostics
package import Markup

/// How the notes of an essay fared in each of its versions, and what there is to say about it.
package struct AnchorReport: Sendable {
  /// One version that was read, with the anchors of all notes in it.
  package struct Version: Sendable {
    package let id: String
    package let text: PlainText
    package let anchors: [Anchor]

    package init(id: String, text: PlainText, anchors: [Anchor]) {
      self.id = id
      self.text = text
      self.anchors = anchors
    }
  }

  package let notes: [Note]
  package let versions: [Version]

  /// The anchors stand in the order of the notes, in every version.
  package init(notes: [Note], versions: [Version]) {
    precondition(
      versions.allSatisfy { $0.anchors.count == notes.count }, "each note has an anchor in each version")
    self.notes = notes
    self.versions = versions
  }

  /// One note's verdict in each version, in their order.
  package func verdicts(of note: Int) -> [(version: String, verdict: Anchor.Verdict)] {
    versions.map { ($0.id, $0.anchors[note].verdict) }
  }

  /// Errors for notes that anchor nowhere, or not where their `versions:` want them; warnings for those that
  /// are ambiguous in one version but stand in another, and for what became of those that the ledger knows.
  ///
  /// Versions that a note wants and nobody holds a copy of do not count. Only the first fifty lost notes are
  /// told their closest passages, so that a wrong file does not take minutes to complain about.
  package var diagnostics: [Diagnostic] {
    var similarities: [String: SimilarityIndex] = [:]
    var findings: [Diagnostic] = []
    var lostCount = 0
    for (index, note) in notes.enumerated() where !note.lemmas.isEmpty {
      let wanted = note.versions.isEmpty ? versions : versions.filter { note.versions.contains($0.id) }
      let isAnchored = wanted.contains { $0.anchors[index].verdict.passage != nil }
      findings += versions.compactMap { change(of: note, index, in: $0) }
      for version in wanted {
        guard case .ambiguous(let passages) = version.anchors[index].verdict else { continue }
        let isError = !note.versions.isEmpty || !isAnchored
        findings.append(
          .isAmbiguous(note, version.anchors[index], in: version, passages, isError ? .error : .warning))
      }
      let lost = wanted.filter { $0.anchors[index].verdict.isLost && $0.anchors[index].known == nil }
      guard !lost.isEmpty, !note.versions.isEmpty || lost.count == wanted.count else { continue }
      lostCount += 1
      var closest: [Closest] = []
      if lostCount <= 50 {
        for version in lost { closest += closestPassages(of: note, in: version, &similarities) }
      }
      findings.append(.isLost(note, in: lost.map(\.id), demanded: !note.versions.isEmpty, closest))
    }
    return findings
  }

  /// A passage that comes close to one of a note's lemmas.
  fileprivate struct Closest {
    let version: Version
    let lemma: Int
    let passage: Passage
    let likeness: Double
  }

  private func closestPassages(
    of note: Note, in version: Version, _ similarities: inout [String: SimilarityIndex]
  ) -> [Closest] {
    let similarity = similarities[version.id] ?? SimilarityIndex(TextIndex(version.text))
    similarities[version.id] = similarity
    var found: [Closest] = []
    for (rank, lemma) in note.lemmas.enumerated() {
      for (passage, likeness) in similarity.closestPassages(to: lemma) {
        let isKnown = found.contains { $0.passage.range.overlaps(passage.range) }
        if !isKnown {
          found.append(Closest(version: version, lemma: rank, passage: passage, likeness: likeness))
        }
      }
    }
    return Array(found.sorted { $0.likeness > $1.likeness }.prefix(3))
  }
}

extension Anchor.Verdict {
  fileprivate var isLost: Bool { if case .lost = self { true } else { false } }
}

extension AnchorReport.Version {
  /// “¶ 7 of “digest””, or the version alone before the first paragraph.
  func place(of passage: Passage) -> String {
    let paragraph = text.block(at: passage.range.lowerBound)?.paragraph
    return paragraph.map { "¶ \($0) of “\(id)”" } ?? "“\(id)”"
  }

  func words(of passage: Passage) -> String { shortened(text[passage.range]) }

  /// The passage with up to four words on each side in its block, so that candidates can be told apart.
  fileprivate func wordsAround(_ passage: Passage) -> String {
    let range = passage.range
    var start = range.lowerBound
    var end = range.upperBound
    let floor = text.block(at: start)?.range.lowerBound ?? start
    let ceiling = text.block(at: max(start, end - 1))?.range.upperBound ?? end
    var spaces = 0
    while start > floor {
      if text.utf8[start - 1].isSpace { spaces += 1 }
      if spaces == 5 { break }
      start -= 1
    }
    spaces = 0
    while end < ceiling {
      if text.utf8[end].isSpace { spaces += 1 }
      if spaces == 5 { break }
      end += 1
    }
    let (before, after) = (start > floor ? "…" : "", end < ceiling ? "…" : "")
    return before + shortened(text[start..<end]) + after
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || self == 0x0A }
}

/// A text on one line, with its middle left out if it is longer than 120 characters.
func shortened(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  return line.count <= 120 ? line : line.prefix(60) + " … " + line.suffix(50)
}

extension Lemma {
  /// The words as quoted, without marks.
  fileprivate var words: String {
    shortened(
      pieces.reduce(into: "") { text, piece in
        switch piece {
        case .words(let words, _): text += words
        case .gap: text += "…"
        }
      })
  }
}

extension Diagnostic {
  fileprivate static func isLost(
    _ note: Commentary.Note, in versions: [String], demanded: Bool, _ closest: [AnchorReport.Closest]
  ) -> Diagnostic {
    let quotes = list(note.lemmas.map { "“\($0.words)”" }, "or")
    let names = list(versions.map { "“\($0)”" }, "and")
    let subject = versions.count == 1 ? "\(names) does" : "\(names) do"
    let demand = demanded ? ", where “versions:” wants the note" : ""
    let best = closest.max { $0.likeness < $1.likeness }
    return .error(
      "anchor.lost", "\(subject) not have the words \(quotes)\(demand)",
      at: note.lemmas[best?.lemma ?? 0].range,
      notes: closest.map { found in
        let version = found.version
        let words = version.words(of: found.passage)
        return Note(
          "closest, in \(version.place(of: found.passage)): “\(words)”",
          at: version.text.sourceRange(of: found.passage.range))
      },
      fixes: best.map { [Fix("quote “\($0.version.words(of: $0.passage))”")] } ?? [])
  }

  fileprivate static func isAmbiguous(
    _ note: Commentary.Note, _ anchor: Anchor, in version: AnchorReport.Version, _ passages: [Passage],
    _ severity: Severity
  ) -> Diagnostic {
    let lemma = note.lemmas[anchor.lemma ?? 0]
    let count = passages.count < passageLimit ? "\(passages.count)" : "\(passageLimit) or more"
    let shown = passages.prefix(5).map { passage in
      Note(
        "\(version.place(of: passage)): “\(version.wordsAround(passage))”",
        at: version.text.sourceRange(of: passage.range))
    }
    let rest = passages.count > 5 ? [Note("and \(passages.count - 5) more")] : []
    return Diagnostic(
      severity, "anchor.ambiguous", "“\(version.id)” has the words “\(lemma.words)” at \(count) places",
      place: .range(lemma.range), notes: shown + rest,
      fixes: [Fix("quote some words around them too, and make those that are meant strong")])
  }
}

/// “a, b or c”.
private func list(_ items: [String], _ conjunction: String) -> String {
  guard let last = items.last, items.count > 1 else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}
