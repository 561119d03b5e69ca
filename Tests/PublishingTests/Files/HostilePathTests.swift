import Diagnostics
import FoundationEssentials
import Publishing
import TestSupport
import Testing

private struct Case: Decodable {
  let id: String
  let name: String
  let expect: String
}

@Suite struct HostilePathTests {
  @Test func `every hostile name is refused, or taken literally, as the suite says`() throws {
    guard let cases = try SharedSuite.reading("hostile/paths.json", as: [Case].self) else { return }
    var held = 0
    for item in cases {
      let isHeld = try holds(item)
      #expect(isHeld, "\(item.id): \(item.name.displayed): \(item.expect)")
      if isHeld { held += 1 }
    }
    print("hostile paths: \(held) of \(cases.count) as expected")
  }

  private func holds(_ item: Case) throws -> Bool {
    switch item.id {
    case "p16": return try collide("caf\u{E9}.html", "\(item.name).html")
    case "p17", "p18", "p22":
      let names = item.name.components(separatedBy: " + ")
      return try collide("\(names[0]).html", "\(names[1]).html")
        && (item.id == "p22" || collide(names[0], names[1]))
    case "p21": return try collide("index.html", "\(item.name).html")
    default:
      let isAccepted = refusal(of: item.name) == nil
      if item.expect.hasPrefix("refuse") { return !isAccepted }
      let isKept = try isAccepted && SitePath.validating(item.name).text.utf8.elementsEqual(item.name.utf8)
      return isKept
    }
  }

  private func collide(_ first: String, _ second: String) throws -> Bool {
    collisions(among: [
      PlannedOutput(try SitePath.validating(first), from: .generated("one")),
      PlannedOutput(try SitePath.validating(second), from: .generated("two")),
    ]).hasErrors
  }
}
