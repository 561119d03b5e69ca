import Diagnostics
import Publishing

/// `gloss review`: what edits did to the notes, and what is to become of them.
struct ReviewCommand: Command {
  static let form = CommandForm(
    name: "review", summary: "see what edits did to the notes, and decide",
    operands: [], options: [.site, .accept, .json],
    discussion: """
      Lists each note that moved, was reworded or is lost since the ledger of its essay
      was written, the most doubtful first. On a terminal it asks about each:
        a  accept: the note is about these words now, or its words are gone
        r  re-quote: you write the words that it is about
        l  lose: its words are gone, whatever these are
        s  skip for now      q  stop asking
      “--accept” decides without asking: “all”, “moved”, “reworded”, “lost”, or the ids
      of notes (NOTE, VERSION/NOTE or ESSAY/VERSION/NOTE), with commas between. A note
      that was reworded gets its new words as lemma in the commentary; the ledger says
      the rest. With “--json” the list is one JSON object a line.
      """)

  private let site: String
  private let accepted: [String]
  private let isJSON: Bool

  init(_ arguments: Arguments) throws(UsageError) {
    site = arguments[.site] ?? "."
    accepted = (arguments[.accept] ?? "").split(separator: ",").map(String.init)
    isJSON = arguments.has(.json)
    if arguments.has(.accept), accepted.isEmpty { throw .missingValue(.accept) }
  }

  func run(_ console: Console) async throws(FileError) -> ExitStatus {
    let loaded = try SourceFiles.load(site: site)
    guard !loaded.diagnostics.hasErrors else {
      console.report(loaded.diagnostics)
      return .failure
    }
    let prepared = await Review.preparing(loaded.value)
    console.report(loaded.diagnostics + prepared.diagnostics)
    guard let review = prepared.value else {
      console.say("\(prepared.diagnostics.tally); nothing was written\n")
      return .failure
    }
    let chosen = chosen(of: review)
    guard chosen.unknown.isEmpty else {
      console.report(chosen.unknown)
      console.say("\(chosen.unknown.tally); nothing was written\n")
      return .failure
    }
    let listing = ReviewListing(isColored: console.isColored && !isJSON)
    if isJSON {
      try console.show(
        review.items.map { listing.json(of: $0, isAccepted: chosen.ids.contains($0.id)) }.joined())
    } else if accepted.isEmpty, console.isConversation {
      return try settle(
        review, by: ReviewTalk(console: console, listing: listing).decisions(on: review), console)
    } else {
      try console.show(review.items.map(listing.text).joined(separator: "\n"))
    }
    return try settle(
      review, by: Dictionary(uniqueKeysWithValues: chosen.ids.map { ($0, .accept) }), console)
  }

  /// Writes what the decisions change, commentaries before ledgers, and says how much is left.
  private func settle(
    _ review: Review, by decisions: [String: Review.Decision], _ console: Console
  ) throws(FileError) -> ExitStatus {
    let outcome = review.deciding(decisions, isRepairing: accepted.contains("all"))
    console.report(outcome.findings)
    for file in outcome.files { try write(file, inSite: site) }
    if !isJSON {
      let rest = review.items.count - outcome.settled.count
      try console.show(
        review.items.isEmpty
          ? outcome.files.map { "wrote \($0.path.text) anew\n" }.joined()
            + "every note stands as the ledger has it\n"
          : "\(decisions.isEmpty ? "" : "settled \(counted(outcome.settled.count, "note")); ")"
            + "\(rest == 0 ? "none is" : "\(counted(rest, "note")) \(rest == 1 ? "is" : "are")") left to decide on\n"
      )
    }
    return outcome.findings.isEmpty ? .success : .failure
  }

  /// The ids of the items that “--accept” means, and what it names in vain.
  private func chosen(of review: Review) -> (ids: Set<String>, unknown: [Diagnostic]) {
    var ids: Set<String> = []
    var unknown: [Diagnostic] = []
    for word in accepted {
      let found = review.items.filter { $0.isMeant(by: word) }
      ids.formUnion(found.map(\.id))
      let isKind = word == "all" || Review.Item.Verdict(rawValue: word) != nil
      if found.isEmpty, !isKind {
        unknown.append(.isNotPending(word, among: review.items.flatMap { [$0.note, $0.id] }))
      }
    }
    return (ids, unknown)
  }
}

extension Review.Item {
  /// Whether “all”, a verdict, or one of the forms of its id means it.
  fileprivate func isMeant(by word: String) -> Bool {
    ["all", verdict.rawValue, note, "\(version)/\(note)", id].contains(word)
  }
}

extension Diagnostic {
  fileprivate static func isNotPending(_ word: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      .error, "review.unknown-note",
      "no note “\(word)” is waiting for a decision\(suggestion(for: word, among: names))", place: .nowhere)
  }
}
