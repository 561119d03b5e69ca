import Diagnostics

/// What is wrong with a command line.
enum UsageError: Error, Hashable {
  case unknownCommand(String, known: [String])
  case unknownOption(String, known: [String])
  case repeatedOption(Option)
  case missingValue(Option)
  case needlessValue(Option)
  case missingOption(Option)
  case missingOperand(Operand)
  case needlessOperand(String, command: String, operands: [Operand])
  /// The reason is a clause that follows “not”.
  case wrongValue(Option, value: String, reason: String)

  static func needlessOperand(_ word: String, form: CommandForm) -> UsageError {
    .needlessOperand(word, command: form.name, operands: form.operands)
  }

  /// The fact first, then the remedy; lower case, no full stop.
  var message: String {
    switch self {
    case .unknownCommand(let name, let known):
      "unknown command “\(name)”" + suggestion(for: name, among: known)
    case .unknownOption(let name, let known): "unknown option “\(name)”" + suggestion(for: name, among: known)
    case .repeatedOption(let option): "“\(option.word)” is given twice; once is enough"
    case .missingValue(let option): "“\(option.word)” has no value; write “\(option.usage)”"
    case .needlessValue(let option): "“\(option.word)” takes no value"
    case .missingOption(let option): "“\(option.usage)” is missing"
    case .missingOperand(let operand): "“\(operand.placeholder)” is missing: \(operand.summary)"
    case .needlessOperand(let word, let command, let operands):
      "“\(word)” is one word too many; “\(command)” takes "
        + (operands.isEmpty
          ? "only options" : "one " + operands.map { "“\($0.placeholder)”" }.joined(separator: " and one "))
    case .wrongValue(let option, let value, let reason): "“\(value)” cannot be “\(option.word)”: \(reason)"
    }
  }
}
