/// The words after a command's name, told apart by its form.
struct Arguments: Sendable {
  private var values: [Option: String] = [:]
  private var flags: Set<Option> = []
  /// As many as the form has.
  let operands: [String]

  /// Options are `--name value`, `--name=value` or `--name`, in any place up to a `--`; `-` is an operand.
  init(parsing words: [String], for form: CommandForm) throws(UsageError) {
    var operands: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      guard word.utf8.first == UInt8(ascii: "-"), word.utf8.count > 1 else {
        operands.append(word)
        continue
      }
      let (name, attached) = Arguments.split(word)
      guard let option = form.options.first(where: { $0.word == name }) else {
        throw .unknownOption(name, known: form.options.map(\.word))
      }
      guard values[option] == nil, !flags.contains(option) else { throw .repeatedOption(option) }
      if option.placeholder == nil {
        guard attached == nil else { throw .needlessValue(option) }
        flags.insert(option)
      } else {
        let value = attached ?? (rest.first.map(Arguments.isValue) == true ? rest.popFirst() : nil)
        guard let value, !value.isEmpty else { throw .missingValue(option) }
        values[option] = value
      }
    }
    let wanted = form.operands.count
    if operands.count > wanted { throw .needlessOperand(operands[wanted], form: form) }
    if operands.count < wanted { throw .missingOperand(form.operands[operands.count]) }
    self.operands = operands
    for option in form.options where option.isRequired && values[option] == nil {
      throw .missingOption(option)
    }
  }

  /// The value of an option, or `nil` where it was not given.
  subscript(option: Option) -> String? { values[option] }

  /// Whether the option was given.
  func has(_ option: Option) -> Bool { flags.contains(option) || values[option] != nil }

  /// `--name=value` in its two parts.
  private static func split(_ word: String) -> (name: String, value: String?) {
    guard let sign = word.utf8.firstIndex(of: UInt8(ascii: "=")) else { return (word, nil) }
    return (String(word[..<sign]), String(word[word.utf8.index(after: sign)...]))
  }

  /// A word that begins with a dash is an option that was meant, unless it is attached by `=`.
  private static func isValue(_ word: String) -> Bool { word.utf8.first != UInt8(ascii: "-") || word == "-" }
}
