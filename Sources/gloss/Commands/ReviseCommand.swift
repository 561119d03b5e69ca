import Diagnostics
import Publishing
import Records

/// `gloss revise`: the present text is kept before it is edited.
struct ReviseCommand: Command {
  static let form = CommandForm(
    name: "revise", summary: "keep the present text as a dated version, before an edit",
    operands: [
      Operand(placeholder: "ESSAY", summary: "the essay"),
      Operand(placeholder: "VERSION", summary: "the version whose text is kept, such as “digest”"),
    ],
    options: [.date, .site],
    discussion: """
      Copies the version's text to VERSION-DATE.md, lists it in essay.yaml as a revision
      of that day, and takes its notes along. It keeps an address of its own, and the
      essay has a page of changes that compares each revision with the next.
      """)

  private let essay: String
  private let version: String
  private let date: CalendarDate
  private let site: String

  init(_ arguments: Arguments) throws(UsageError) {
    (essay, version) = (arguments.operands[0], arguments.operands[1])
    site = arguments[.site] ?? "."
    let text = arguments[.date] ?? ""
    do throws(CalendarDate.Fault) {
      date = try CalendarDate(parsing: text)
    } catch {
      throw .wrongValue(.date, value: text, reason: error.reason)
    }
    if date.day == nil {
      throw .wrongValue(.date, value: text, reason: "write the day too, as in 2026-05-03")
    }
  }

  func run(_ console: Console) async throws(FileError) -> ExitStatus {
    let loaded = try SourceFiles.load(site: site)
    console.report(loaded.diagnostics)
    guard !loaded.diagnostics.hasErrors else { return .failure }
    let planned = await RevisionPlan.making(of: version, of: essay, on: date, in: loaded.value)
    console.report(planned.diagnostics)
    guard let plan = planned.value else {
      console.say("\(planned.diagnostics.tally); nothing was written\n")
      return .failure
    }
    for file in plan.files { try write(file, inSite: site) }
    try console.show(plan.report)
    return .success
  }
}
