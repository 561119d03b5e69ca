import Publishing

/// Asks on a terminal about one item after the other.
struct ReviewTalk {
  let console: Console
  let listing: ReviewListing

  /// What was answered, by the ids of the items; what was skipped is not there.
  func decisions(on review: Review) throws(FileError) -> [String: Review.Decision] {
    var decisions: [String: Review.Decision] = [:]
    for (number, item) in review.items.enumerated() {
      try console.show(listing.text(of: item))
      switch try answer(
        to: "\(number + 1) of \(review.items.count): accept, re-quote, lose, skip, quit? [arlsq] ")
      {
      case .decision(let decision): decisions[item.id] = decision
      case .skip: break
      case .quit: return decisions
      }
      try console.show("\n")
    }
    return decisions
  }

  private enum Answer {
    case decision(Review.Decision)
    case skip
    case quit
  }

  private func answer(to question: String) throws(FileError) -> Answer {
    while true {
      guard let line = try console.ask(question) else { return .quit }
      switch line.lowercased() {
      case "a": return .decision(.accept)
      case "l": return .decision(.lose)
      case "s", "": return .skip
      case "q": return .quit
      case "r":
        let words = try console.ask("the words, as a lemma (those that are meant **strong**): ")
        if let words, !words.isEmpty { return .decision(.requote(words)) }
      case _: try console.show("a, r, l, s or q, and Return\n")
      }
    }
  }
}
