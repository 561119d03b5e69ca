/// Prose that is made up: sentences from a small grammar, some of them repeated word for word or nearly so.
struct Prose {
  private static let subjects = [
    "the envoy", "a delegation from the north", "the president's adviser", "the ministry",
    "an old negotiator",
    "the joint commission", "one of the drafters", "the harbour master", "a retired general", "the council",
    "the interpreter", "the chairman of the board", "a visiting scholar", "the press office", "the widow",
    "Director Hale", "the engineers", "every keeper of the archive", "the younger delegates", "a courier",
  ]
  private static let verbs = [
    "rejected", "signed", "described", "postponed", "praised", "doubted", "announced", "withdrew", "rewrote",
    "defended", "published", "buried", "recalled", "inspected", "misread", "welcomed", "ratified", "disputed",
  ]
  private static let objects = [
    "the first draft of the accord", "a plan to freeze the reactors", "sanctions", "the timetable",
    "the offer of fuel", "a list of eleven conditions", "the border survey", "the terms of the loan",
    "what had been promised in spring", "the inspection regime", "a summit without preconditions",
    "the letter", "the missing annex", "every earlier promise", "the bridge across the estuary",
    "the treaty’s second article", "an exchange of prisoners", "the price of grain", "the ceasefire line",
  ]
  private static let circumstances = [
    "in the autumn of that year", "without consulting the allies", "before the delegates had arrived",
    "although few believed it", "after eleven weeks of talks", "for reasons that were never given",
    "to the surprise of the newspapers", "in a speech of nine minutes", "while the harbour was frozen",
    "as the law requires", "against the advice of the staff", "on the last night in Geneva",
    "because sanctions had begun to bite", "with more candour than was usual", "at the urging of Berlin",
  ]
  private static let openings = [
    "", "", "", "In the end, ", "Even so, ", "By then, ", "That winter, ", "Once more, ",
  ]

  /// Sentences in paragraphs.
  static func paragraphs(_ count: Int, _ random: inout Random) -> [[String]] {
    var paragraphs = (0..<count).map { _ in
      (0..<random.number(2...7)).map { _ in sentence(&random) }
    }
    let refrain = sentence(&random)
    for _ in 0..<max(2, count / 5) {
      let (place, other) = (random.number(0...count - 1), sentence(&random))
      paragraphs[place].append(random.chance(0.7) ? refrain : other)
    }
    return paragraphs
  }

  static func sentence(_ random: inout Random) -> String {
    let clause = { (random: inout Random) in
      random.pick(subjects) + " " + random.pick(verbs) + " " + random.pick(objects)
    }
    var text = random.pick(openings) + clause(&random)
    if random.chance(0.6) { text += " " + random.pick(circumstances) }
    if random.chance(0.4) { text += ["; ", ", and ", " — "][random.number(0...2)] + clause(&random) }
    if random.chance(0.15) { text += ", or “\(random.pick(objects))” as some called it" }
    return text.prefix(1).uppercased() + text.dropFirst() + [".", ".", ".", "?", "!"][random.number(0...4)]
  }

  /// A text's own paragraphs, cut into sentences.
  static func paragraphs(of text: String) -> [[String]] {
    var paragraphs: [[String]] = []
    for line in (text + "\n\n").split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(separator: " ").map(String.init)
      var sentence: [String] = []
      var sentences: [String] = []
      for word in words {
        sentence.append(word)
        let isEnd = [UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!")].contains(word.utf8.last ?? 0)
        guard isEnd, word.utf8.count > 3 else { continue }
        sentences.append(sentence.joined(separator: " "))
        sentence = []
      }
      if !sentence.isEmpty { sentences.append(sentence.joined(separator: " ")) }
      if !sentences.isEmpty { paragraphs.append(sentences) }
    }
    return paragraphs
  }
}

/// Random numbers that repeat themselves when given the same seed (SplitMix64).
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }

  mutating func pick(_ words: [String]) -> String { words[number(0...words.count - 1)] }
}
