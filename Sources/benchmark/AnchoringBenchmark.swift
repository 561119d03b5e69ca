import Commentary
import Diagnostics

/// `benchmark anchoring`: how many notes are found again, lost or misled by edits whose truth is known.
struct AnchoringBenchmark {
  private var seed: UInt64 = 20
  private var texts = 240
  private var prose: [[String]] = []
  private var showsFailures = false

  /// `--seed N`, `--texts N`, `--text FILE`, `--failures`.
  init(_ words: [String]) {
    showsFailures = words.contains("--failures")
    for (name, value) in zip(words, words.dropFirst()) {
      switch name {
      case "--seed": seed = UInt64(value) ?? seed
      case "--texts": texts = Int(value) ?? texts
      case "--text": prose = Prose.paragraphs(of: readText(value))
      case _: continue
      }
    }
  }

  private struct Row {
    var cases = 0
    var right = 0
    var bad = 0
  }

  func run() {
    for (name, seed) in [("", seed), (" (held out)", seed + 104_729)] {
      print("\nseed \(seed)\(name), \(texts) texts")
      print(Self.columns("", ["cases", "with old", "bad", "alone", "bad"]))
      measure(seed)
    }
    measureSize()
  }

  private func measure(_ seed: UInt64) {
    var random = Random(seed: seed)
    var rows: [Category: (with: Row, alone: Row)] = [:]
    var (timeWith, timeAlone) = (Duration.zero, Duration.zero)
    let clock = ContinuousClock()
    for _ in 0..<texts {
      let own = prose.count > 30 ? Array(prose[random.number(0...prose.count - 30)...].prefix(30)) : prose
      let text = own.isEmpty ? Prose.paragraphs(random.number(10...40), &random) : own
      let made = CaseMaker(text, Random(seed: random.next())).made()
      let quotes = made.cases.map {
        QuoteSelector(exact: $0.exact, prefix: $0.prefix, suffix: $0.suffix, position: $0.position)
      }
      var answers: (with: [Relocation], alone: [Relocation]) = ([], [])
      timeWith += clock.measure {
        let alignment = TextAlignment(from: paragraphed(made.old), to: paragraphed(made.new))
        answers.with = Relocator(alignment).relocations(of: quotes)
      }
      timeAlone += clock.measure {
        answers.alone = Relocator(to: paragraphed(made.new)).relocations(of: quotes)
      }
      for (index, one) in made.cases.enumerated() {
        var row = rows[one.category] ?? (Row(), Row())
        Self.count(answers.with[index], one, &row.with)
        Self.count(answers.alone[index], one, &row.alone)
        rows[one.category] = row
        if showsFailures {
          Self.tell("with old", answers.with[index], one, made.new)
          Self.tell("alone", answers.alone[index], one, made.new)
        }
      }
    }
    var total: (with: Row, alone: Row) = (Row(), Row())
    for category in Category.allCases {
      guard let row = rows[category] else { continue }
      Self.show(category.rawValue, row)
      total = (Self.sum(total.with, row.with), Self.sum(total.alone, row.alone))
    }
    Self.show("all", total)
    let count = max(1, total.with.cases)
    print(
      "a note: \(Self.microseconds(timeWith) / count) µs with the old text, \(Self.microseconds(timeAlone) / count) µs alone"
    )
  }

  /// Prints a case that did not come out right.
  private static func tell(_ way: String, _ answer: Relocation, _ one: AnchoringCase, _ text: String) {
    var row = Row()
    count(answer, one, &row)
    guard row.right == 0 else { return }
    let utf8 = Array(text.utf8)
    func slice(_ range: Range<Int>?) -> String {
      range.map { String(decoding: utf8[$0], as: UTF8.self) } ?? "–"
    }
    print("\(way), \(one.category.rawValue): \(answer.verdict.rawValue) \(answer.score)")
    print("  quote: \(one.prefix)⟦\(one.exact)⟧\(one.suffix)")
    print("  truth: \(slice(one.truth))\n  found: \(slice(answer.range))")
  }

  private static func count(_ answer: Relocation, _ one: AnchoringCase, _ row: inout Row) {
    row.cases += 1
    switch (answer.range, one.truth) {
    case (nil, nil): row.right += 1
    case (nil, _): break
    case (_, nil): row.bad += 1
    case (let range?, let truth?):
      let common = min(range.upperBound, truth.upperBound) - max(range.lowerBound, truth.lowerBound)
      let whole = max(range.upperBound, truth.upperBound) - min(range.lowerBound, truth.lowerBound)
      if 2 * common >= whole { row.right += 1 } else { row.bad += 1 }
    }
  }

  private static func sum(_ one: Row, _ other: Row) -> Row {
    Row(cases: one.cases + other.cases, right: one.right + other.right, bad: one.bad + other.bad)
  }

  private static func show(_ name: String, _ row: (with: Row, alone: Row)) {
    let cells = [row.with, row.alone].flatMap { [percent($0.right, $0.cases), percent($0.bad, $0.cases)] }
    print(columns(name, [String(row.with.cases)] + cells))
  }

  private static func columns(_ name: String, _ cells: [String]) -> String {
    name + String(repeating: " ", count: max(0, 20 - name.count))
      + cells.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
  }

  private static func percent(_ count: Int, _ of: Int) -> String {
    let tenths = of > 0 ? (count * 1000 + of / 2) / of : 0
    return "\(tenths / 10).\(tenths % 10) %"
  }

  static func microseconds(_ duration: Duration) -> Int {
    Int(duration.components.seconds) * 1_000_000 + Int(duration.components.attoseconds / 1_000_000_000_000)
  }
}

func paragraphed(_ text: String) -> ParagraphedText {
  ParagraphedText(plain: SourceText(path: "text", text: text))
}
