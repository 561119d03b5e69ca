/// A citation as it grows, with one mark between two parts and never two.
struct CitationLine {
  /// What stands between a part and the one before it.
  enum Lead: String {
    case comma = ","
    case period = "."
    case colon = ":"
    case space = ""
  }

  private(set) var spans: [CitationSpan] = []

  var isEmpty: Bool { spans.isEmpty }

  /// Adds a part; `isPhrase` says that its first letter is ours to capitalize after a full stop.
  mutating func add(_ part: [CitationSpan], after lead: Lead, isPhrase: Bool = false) {
    guard let first = part.first, !part.plainText.isEmpty else { return }
    let startsSentence = isEmpty || lead == .period
    if !isEmpty {
      mark(lead)
      append(.text(" "))
    }
    if isPhrase && startsSentence, case .text(let text) = first {
      append(.text(text.prefix(1).uppercased() + text.dropFirst()))
    } else {
      append(first)
    }
    for span in part.dropFirst() { append(span) }
  }

  /// Ends the citation with a full stop.
  mutating func end() { mark(.period) }

  private mutating func append(_ span: CitationSpan) {
    if case .text(let more) = span, case .text(let text)? = spans.last {
      spans[spans.count - 1] = .text(text + more)
    } else {
      spans.append(span)
    }
  }

  /// Sets a mark, before closing quotes as Americans do, unless a stronger one stands there.
  private mutating func mark(_ lead: Lead) {
    guard lead != .space, let last = spans.last else { return }
    let scalars = Array(last.text.unicodeScalars)
    var end = scalars.count
    let isText = if case .text = last { true } else { false }
    if lead != .colon && isText && scalars.last == "”" {
      end -= 1
      // ’ closes an inner quotation only where ‘ opened one; otherwise it is an apostrophe.
      var opened = scalars.count { $0 == "‘" }
      while opened > 0 && end > 0 && scalars[end - 1] == "’" {
        end -= 1
        opened -= 1
      }
    }
    guard end > 0, !Self.isStrong(scalars[end - 1], against: lead) else { return }
    guard isText else {
      append(.text(lead.rawValue))
      return
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[..<end])
    text.append(contentsOf: lead.rawValue.unicodeScalars)
    text.append(contentsOf: scalars[end...])
    spans[spans.count - 1] = .text(String(text))
  }

  private static func isStrong(_ last: Unicode.Scalar, against lead: Lead) -> Bool {
    switch lead {
    case .comma: [",", ";", ":", "?", "!", "…"].contains(last)
    case .period: [".", "?", "!", "…"].contains(last)
    case .colon: [":", "?", "!"].contains(last)
    case .space: true
    }
  }
}

extension String {
  /// The text in curly quotes; quotes inside it become single ones.
  var inQuotes: String {
    let scalars = Array(unicodeScalars)
    var text = "“"
    for (index, scalar) in scalars.enumerated() {
      let opens =
        index == 0 || scalars[index - 1].properties.isWhitespace
        || "([—–‘“".unicodeScalars.contains(scalars[index - 1])
      switch scalar {
      case "\"": text.unicodeScalars.append(opens ? "‘" : "’")
      case "'": text.unicodeScalars.append(opens ? "‘" : "’")
      case "“": text.unicodeScalars.append("‘")
      case "”": text.unicodeScalars.append("’")
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "”"
  }

  /// Hyphens between digits become en dashes: “45–60”.
  var withRangeDashes: String {
    let scalars = Array(unicodeScalars)
    let isDigit = { (index: Int) in
      scalars.indices.contains(index) && ("0"..."9").contains(scalars[index])
    }
    var text = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      text.append(scalar == "-" && isDigit(index - 1) && isDigit(index + 1) ? "–" : scalar)
    }
    return String(text)
  }
}
