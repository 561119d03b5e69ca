import Diagnostics

/// Which closing tag belongs to which opening one, and what each tag stands in.
struct TagPairs {
  static let deepest = 200
  /// After so many mistakes in one file the rest is not worth reading.
  static let mostFindings = 50

  /// For each token the index of the other end, or its own.
  private(set) var partners: [Int]
  /// For each token the index of the tag it stands in, or -1.
  private(set) var parents: [Int]
  private(set) var findings: [Diagnostic] = []

  private let source: SourceText
  private let tokens: [Token]
  private var open: [(index: Int, tag: Tag)] = []

  init(of tokens: [Token], in source: SourceText) {
    self.source = source
    self.tokens = tokens
    partners = Array(tokens.indices)
    parents = tokens.map { _ in -1 }
    for (index, token) in tokens.enumerated() {
      parents[index] = open.last?.index ?? -1
      guard case .tag(let tag) = token else { continue }
      guard findings.count < Self.mostFindings else { return }
      switch tag.kind {
      case .section, .inverted, .parent, .block:
        open.append((index, tag))
        guard open.count <= Self.deepest else {
          findings.append(.isTooDeep(source.range(tag.range)))
          return
        }
      case .close: close(tag, at: index)
      case .variable, .unescaped, .partial, .comment, .delimiters: continue
      }
    }
    for (_, tag) in open {
      findings.append(.isUnclosed(tag, named: name(of: tag), in: source, before: nil))
    }
  }

  private mutating func close(_ tag: Tag, at index: Int) {
    let name = name(of: tag)
    guard let match = open.lastIndex(where: { self.name(of: $0.tag) == name }) else {
      findings.append(.closesNothing(tag, named: name, in: source, open: open.last?.tag))
      return
    }
    for (_, unclosed) in open[(match + 1)...] {
      findings.append(.isUnclosed(unclosed, named: self.name(of: unclosed), in: source, before: tag))
    }
    let opener = open[match].index
    partners[opener] = index
    partners[index] = opener
    open.removeLast(open.count - match)
    parents[index] = open.last?.index ?? -1
  }

  private func name(of tag: Tag) -> String { source[tag.name] }
}

extension Diagnostic {
  fileprivate static func isTooDeep(_ range: SourceRange) -> Diagnostic {
    .error(
      "template.too-deep",
      "tags are nested more than \(TagPairs.deepest) deep; move the inner ones to a partial",
      at: range)
  }

  fileprivate static func isUnclosed(
    _ tag: Tag, named name: String, in source: SourceText, before closer: Tag?
  ) -> Diagnostic {
    let place = closer.map { "before “\(source[$0.range])”" } ?? "before the end of the template"
    let end = source.range(closer?.range ?? source.utf8.count..<source.utf8.count)
    return .error(
      "template.unclosed-section", "“\(source[tag.range])” is not closed \(place); add “{{/\(name)}}”",
      at: source.range(tag.range), notes: [Note("it has to be closed before this", at: end)])
  }

  fileprivate static func closesNothing(
    _ tag: Tag, named name: String, in source: SourceText, open: Tag?
  ) -> Diagnostic {
    let remedy = open.map { "the open tag is “\(source[$0.range])”" } ?? "remove it"
    return .error(
      "template.unopened-section", "“\(source[tag.range])” closes nothing; \(remedy)",
      at: source.range(tag.range), notes: open.map { [Note("opened here", at: source.range($0.range))] } ?? []
    )
  }
}
