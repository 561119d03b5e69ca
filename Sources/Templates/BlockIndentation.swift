/// Takes the common indentation off the lines of a block, so that its body can be set anywhere.
///
/// A line begins after a line feed of static text; lines without anything on them do not count.
enum BlockIndentation {
  /// The longest indentation that all lines share; `nil` where no line begins.
  static func common(
    of body: [Instruction], startsLine: Bool, atMost limit: [UInt8]? = nil
  ) -> [UInt8]? {
    var measure = Measure(shared: limit, isAtLineStart: startsLine)
    measure.add(body)
    return measure.shared
  }

  /// The same body with `count` bytes less at the start of each line.
  static func removing(_ count: Int, from body: [Instruction], startsLine: Bool) -> [Instruction] {
    guard count > 0 else { return body }
    var isAtLineStart = startsLine
    return removing(count, from: body, &isAtLineStart)
  }

  private static func removing(
    _ count: Int, from body: [Instruction], _ isAtLineStart: inout Bool
  ) -> [Instruction] {
    var result: [Instruction] = []
    for instruction in body {
      switch instruction {
      case .literal(let literal):
        let bytes = removing(count, from: literal.bytes, isAtLineStart)
        if !literal.bytes.isEmpty { isAtLineStart = literal.endsLine }
        if !bytes.isEmpty { result.append(.literal(Literal(bytes: bytes, range: literal.range))) }
      case .variable:
        isAtLineStart = false
        result.append(instruction)
      case .section(let section):
        result.append(.section(section.around(removing(count, from: section.body, &isAtLineStart))))
      case .partial(var partial):
        if partial.isStandalone { partial.indentation.removeFirst(min(count, partial.indentation.count)) }
        isAtLineStart = partial.isStandalone
        result.append(.partial(partial))
      case .parent(var parent):
        let isStandalone = parent.template.isStandalone
        let length = parent.template.indentation.count
        if isStandalone { parent.template.indentation.removeFirst(min(count, length)) }
        isAtLineStart = isStandalone
        result.append(.parent(parent))
      case .block(var block):
        if block.isStandalone || !block.indentation.isEmpty {
          block.indentation.removeFirst(min(count, block.indentation.count))
          isAtLineStart = block.isStandalone
        } else {
          block.body = removing(count, from: block.body, &isAtLineStart)
        }
        result.append(.block(block))
      }
    }
    return result
  }

  private static func removing(_ count: Int, from bytes: [UInt8], _ startsLine: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var left = startsLine ? count : 0
    for byte in bytes {
      if left > 0, byte == 0x20 || byte == 0x09 {
        left -= 1
        continue
      }
      left = byte == 0x0A ? count : 0
      result.append(byte)
    }
    return result
  }

  private struct Measure {
    var shared: [UInt8]?
    var isAtLineStart: Bool

    mutating func add(_ body: [Instruction]) {
      for instruction in body {
        switch instruction {
        case .literal(let literal): add(literal.bytes)
        case .variable: endLineStart()
        case .section(let section): add(section.body)
        case .partial(let partial): add(partial)
        case .parent(let parent): add(parent.template)
        case .block(let block):
          if block.isStandalone {
            share(block.indentation[...])
            isAtLineStart = true
          } else if !block.indentation.isEmpty {
            endLineStart()
            share(block.indentation[...])
          } else {
            add(block.body)
          }
        }
      }
    }

    private mutating func add(_ partial: Partial) {
      if partial.isStandalone {
        share(partial.indentation[...])
        isAtLineStart = true
      } else {
        endLineStart()
      }
    }

    /// A tag at the very start of a line: the line has no indentation.
    private mutating func endLineStart() {
      if isAtLineStart { share([]) }
      isAtLineStart = false
    }

    private mutating func add(_ bytes: [UInt8]) {
      var position = 0
      while position < bytes.count {
        let feed = bytes[position...].firstIndex(of: 0x0A)
        let line = bytes[position..<(feed ?? bytes.count)]
        let blanks = line.prefix { $0 == 0x20 || $0 == 0x09 }
        let isBlankLine = feed != nil && line.allSatisfy(\.isBlank)
        if isAtLineStart, !isBlankLine { share(blanks) }
        isAtLineStart = feed != nil
        position = feed.map { $0 + 1 } ?? bytes.count
      }
    }

    private mutating func share(_ blanks: ArraySlice<UInt8>) {
      guard let known = shared else {
        shared = Array(blanks)
        return
      }
      let length = zip(known, blanks).prefix { $0 == $1 }.count
      if length < known.count { shared = Array(known.prefix(length)) }
    }
  }
}
