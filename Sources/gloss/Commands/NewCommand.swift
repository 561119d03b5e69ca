import Diagnostics
import Publishing

/// `gloss new`: a small site that works, to change into one's own.
struct NewCommand: Command {
  static let form = CommandForm(
    name: "new", summary: "make a small site to start from",
    operands: [Operand(placeholder: "DIR", summary: "the folder to make; it may be there if it is empty")],
    options: [],
    discussion: """
      Writes a small working site: an essay in two versions, a commentary, entries of
      two kinds, a bibliography and the templates.
      """)

  private let folder: String

  init(_ arguments: Arguments) throws(UsageError) { folder = arguments.operands[0] }

  func run(_ console: Console) async throws(FileError) -> ExitStatus {
    let count = try writeStarter(into: folder)
    let option = folder == "." ? "" : " --site " + quoted(folder)
    try console.show(
      """
      wrote \(counted(count, "file")) into “\(folder.displayed)”
      next: gloss build\(option)

      """)
    return .success
  }
}

/// The word as a shell reads it.
private func quoted(_ word: String) -> String {
  let isPlain = word.utf8.allSatisfy { byte in
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "-_./".utf8.contains(byte)
  }
  if isPlain { return word }
  return "'"
    + word.utf8.split(separator: UInt8(ascii: "'"), omittingEmptySubsequences: false)
    .map { String(Substring($0)) }.joined(separator: "'\\''") + "'"
}
