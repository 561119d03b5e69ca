import Publishing
import TestSupport
import Testing

@Suite struct `Every page` {
  private func walk(_ site: Site, of name: String) {
    let walk = PageWalk(site)
    print("walk of \(name): \(walk.pageCount) pages, \(walk.linkCount) links, \(walk.noteCount) notes")
    for finding in walk.findings { Issue.record("\(name): \(finding)") }
    #expect(walk.pageCount > 5 && walk.linkCount > 100 && walk.noteCount > 5)
  }

  @Test func `of the project's site is sound`() async throws {
    walk(try await SampleSite.project().built(), of: "the project's site")
    walk(try await SampleSite.project().built(BuildOptions()), of: "the project's site without an address")
  }

  @Test func `of the project's site with the essay as published is sound`() async throws {
    guard let project = try SampleSite.projectWithEssay() else { return }
    walk(try await project.built(), of: "the project's site with the essay as published")
  }

  @Test func `of the sample is sound, for each audience`() async throws {
    walk(try await SampleSite.whole().built(), of: "the sample")
  }

  @Test func `of a new site is sound`() async throws {
    walk(try await SampleSite.starter().built(), of: "the starter")
  }

  @Test(arguments: [
    ("<p>a<b>b</p>", ["</p> closes nothing"]),
    ("<a href=x>y</a>", ["the attribute “href” is not quoted"]),
    ("<p a=\"1\" a=\"2\">a &c</p>", ["<p> repeats an attribute", "“&” begins no character reference"]),
  ])
  func `is read with eyes for mistakes`(markup: String, faults: [String]) {
    #expect(faults.allSatisfy { ParsedPage(Array(markup.utf8)).faults.contains($0) })
  }
}
