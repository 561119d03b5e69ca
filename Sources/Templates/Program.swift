/// The templates of a site as they are carried out: steps in a row, each followed by those it holds.
///
/// No step has a reference in it. All cores go through the same steps for every page, and wherever two count the
/// references of one thing they wait for each other.
struct Program: Sendable {
  enum Step: Sendable {
    case literal(Literal)
    case variable(Variable)
    case section(Section)
    case call(Call)
    case block(Block)
  }

  struct Literal: Sendable {
    /// Among `bytes`.
    let range: Range<Int>
    let endsLine: Bool
  }

  /// A name in a tag.
  struct Reference: Sendable {
    /// Index into `names`.
    let name: Int
    /// Its parts among `words`; none for the value at hand.
    let words: Range<Int>
  }

  struct Variable: Sendable {
    let reference: Reference
    let isUnescaped: Bool
    let acceptance: Position.Acceptance
    /// Index into `variables`.
    let index: Int
  }

  struct Section: Sendable {
    let reference: Reference
    let isInverted: Bool
    var body: Range<Int>
  }

  /// A call of a template that is not named by data has its number, if there is such a template.
  struct Call: Sendable {
    let reference: Reference
    let template: Int?
    let isDynamic: Bool
    let isStandalone: Bool
    /// Among `bytes`.
    let indentation: Range<Int>
    /// The blocks that replace those of the template.
    var overrides: Range<Int>
  }

  struct Block: Sendable {
    let reference: Reference
    /// Equal for blocks of one name.
    let number: Int
    /// Among `bytes`.
    let indentation: Range<Int>
    var body: Range<Int>
  }

  private(set) var steps: [Step] = []
  private(set) var bytes: [UInt8] = []
  private(set) var words: [String] = []
  /// For messages.
  private(set) var names: [Name] = []
  /// For messages.
  private(set) var variables: [Templates.Variable] = []
  /// The steps of each template.
  private(set) var templates: [Range<Int>] = []
  /// The numbers of the templates, by name.
  let numbers: [String: Int]

  init(_ templates: [Template]) {
    numbers = Dictionary(templates.enumerated().map { ($1.name, $0) }) { first, _ in first }
    var blocks: [String: Int] = [:]
    for template in templates { self.templates.append(append(template.instructions, &blocks)) }
  }

  /// The steps of the template with a name.
  func steps(of template: String) -> Range<Int>? { numbers[template].map { templates[$0] } }

  /// The line of static text that begins at an offset, whether nothing stands on it, and whether a line feed ends it.
  func line(from start: Int, upTo end: Int) -> (range: Range<Int>, isBlank: Bool, isEnded: Bool) {
    let feed = bytes[start..<end].firstIndex(of: 0x0A)
    let isBlank = bytes[start] == 0x0A || bytes[start] == 0x0D
    return (start..<(feed.map { $0 + 1 } ?? end), isBlank, feed != nil)
  }
}

extension Program.Step {
  /// Where the steps that it holds end; nothing for one that holds none.
  var end: Int? {
    switch self {
    case .literal, .variable: nil
    case .section(let section): section.body.upperBound
    case .call(let call): call.overrides.upperBound
    case .block(let block): block.body.upperBound
    }
  }
}

extension Program {
  private mutating func append(_ instructions: [Instruction], _ blocks: inout [String: Int]) -> Range<Int> {
    let start = steps.count
    for instruction in instructions { append(instruction, &blocks) }
    return start..<steps.count
  }

  private mutating func append(_ instruction: Instruction, _ blocks: inout [String: Int]) {
    switch instruction {
    case .literal(let literal):
      steps.append(.literal(Literal(range: place(literal.bytes), endsLine: literal.endsLine)))
    case .variable(let variable):
      steps.append(
        .variable(
          Variable(
            reference: reference(variable.name), isUnescaped: variable.isUnescaped,
            acceptance: variable.position.acceptance, index: variables.count)))
      variables.append(variable)
    case .section(let section): append(section, &blocks)
    case .partial(let partial): append(Parent(template: partial, overrides: []), &blocks)
    case .parent(let parent): append(parent, &blocks)
    case .block(let block): append(block, &blocks)
    }
  }

  private mutating func append(_ section: Templates.Section, _ blocks: inout [String: Int]) {
    let index = steps.count
    var step = Section(
      reference: reference(section.name), isInverted: section.isInverted, body: index..<index)
    steps.append(.section(step))
    step.body = append(section.body, &blocks)
    steps[index] = .section(step)
  }

  private mutating func append(_ parent: Parent, _ blocks: inout [String: Int]) {
    let partial = parent.template
    let index = steps.count
    var step = Call(
      reference: reference(partial.name), template: numbers[partial.name.text], isDynamic: partial.isDynamic,
      isStandalone: partial.isStandalone, indentation: place(partial.indentation), overrides: index..<index)
    steps.append(.call(step))
    step.overrides = append(parent.overrides.map(Instruction.block), &blocks)
    steps[index] = .call(step)
  }

  private mutating func append(_ block: Templates.Block, _ blocks: inout [String: Int]) {
    let index = steps.count
    let number = blocks[block.name.text] ?? blocks.count
    blocks[block.name.text] = number
    var step = Block(
      reference: reference(block.name), number: number, indentation: place(block.indentation),
      body: index..<index)
    steps.append(.block(step))
    step.body = append(block.body, &blocks)
    steps[index] = .block(step)
  }

  private mutating func reference(_ name: Name) -> Reference {
    names.append(name)
    words += name.parts
    return Reference(name: names.count - 1, words: words.count - name.parts.count..<words.count)
  }

  private mutating func place(_ text: [UInt8]) -> Range<Int> {
    bytes += text
    return bytes.count - text.count..<bytes.count
  }
}
