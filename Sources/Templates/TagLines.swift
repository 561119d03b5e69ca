import Diagnostics

/// Which tags stand alone on their line, so that the line is removed (Mustache specification, “standalone”).
///
/// A parent and all it holds count as one tag, from `{{<name}}` to its end. What a parent holds outside blocks
/// is not shown, so only the inner side counts for a block right inside it.
struct TagLines {
  /// For each token: the text that is left of it, for a tag nothing.
  private(set) var texts: [Range<Int>]
  private(set) var isStandalone: [Bool]
  /// For each tag with nothing but blanks before it on its line: those blanks.
  private(set) var indentations: [Range<Int>?]

  private let bytes: [UInt8]
  private let tokens: [Token]

  init(of tokens: [Token], partners: [Int], parents: [Int], in source: SourceText) {
    self.tokens = tokens
    bytes = source.utf8
    texts = tokens.map { token in
      switch token {
      case .text(let range): range
      case .tag: 0..<0
      }
    }
    isStandalone = tokens.map { _ in false }
    indentations = tokens.map { _ in nil }
    for (index, token) in tokens.enumerated() {
      guard case .tag(let tag) = token else { continue }
      let parent = parents[index]
      let isInParent = parent >= 0 && kind(at: parent) == .parent
      settle(tag, at: index, partner: partners[index], isInParent: isInParent)
    }
  }

  private mutating func settle(_ tag: Tag, at index: Int, partner: Int, isInParent: Bool) {
    let before = blanksBefore(index)
    indentations[index] = before
    switch tag.kind {
    case .variable, .unescaped: return
    case .section, .inverted, .partial, .comment, .delimiters:
      remove(before, blanksAfter(index), around: index, index)
    case .parent: remove(before, blanksAfter(partner), around: index, partner)
    case .block:
      if isInParent { indentations[index] = nil }
      remove(isInParent ? 0..<0 : before, blanksAfter(index), around: index, index)
    case .close:
      guard kind(at: partner) != .parent else { return }
      let isInner = isInParent && kind(at: partner) == .block
      remove(before, isInner ? 0..<0 : blanksAfter(index), around: index, index)
    }
  }

  private mutating func remove(_ before: Range<Int>?, _ after: Range<Int>?, around first: Int, _ last: Int) {
    guard let before, let after else { return }
    isStandalone[first] = true
    if !before.isEmpty {
      let text = texts[first - 1]
      texts[first - 1] = text.lowerBound..<max(text.lowerBound, before.lowerBound)
    }
    if !after.isEmpty {
      let text = texts[last + 1]
      texts[last + 1] = min(after.upperBound, text.upperBound)..<text.upperBound
    }
  }

  private func kind(at index: Int) -> Tag.Kind? {
    guard tokens.indices.contains(index), case .tag(let tag) = tokens[index] else { return nil }
    return tag.kind
  }

  /// The blanks between the start of the line and the tag, if there is nothing else.
  private func blanksBefore(_ index: Int) -> Range<Int>? {
    guard index > 0 else { return 0..<0 }
    guard case .text(let range) = tokens[index - 1] else { return nil }
    let lineStart = bytes[range].lastIndex(of: 0x0A).map { $0 + 1 }
    guard lineStart != nil || index == 1 else { return nil }
    let blanks = (lineStart ?? range.lowerBound)..<range.upperBound
    return bytes[blanks].allSatisfy(\.isBlank) ? blanks : nil
  }

  /// The blanks from the tag to the end of the line and its line feed, if there is nothing else.
  private func blanksAfter(_ index: Int) -> Range<Int>? {
    guard index + 1 < tokens.count else { return 0..<0 }
    guard case .text(let range) = tokens[index + 1] else { return nil }
    let lineEnd = bytes[range].firstIndex(of: 0x0A).map { $0 + 1 }
    guard lineEnd != nil || index + 2 == tokens.count else { return nil }
    let blanks = range.lowerBound..<(lineEnd ?? range.upperBound)
    return bytes[blanks].allSatisfy(\.isBlank) ? blanks : nil
  }
}
