import Commentary

/// Hands out slugs that differ, also when their letters' case is ignored.
struct UniqueSlugs {
  private var taken: Set<String> = []
  /// For each stem, the number to try next.
  private var numbers: [String: Int] = [:]

  mutating func next(for text: String) -> String {
    let base = slug(text)
    let stem = base.isEmpty ? "section" : base
    var candidate = stem
    while !taken.insert(candidate.lowercased()).inserted {
      let number = numbers[stem, default: 2]
      candidate = "\(stem)-\(number)"
      numbers[stem] = number + 1
    }
    return candidate
  }
}

/// The Roman numeral of a number: I, II, III and so on.
func romanNumeral(_ number: Int) -> String {
  let steps = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
  ]
  var rest = number
  var numeral = ""
  for (value, letters) in steps {
    while rest >= value {
      numeral += letters
      rest -= value
    }
  }
  return numeral
}
