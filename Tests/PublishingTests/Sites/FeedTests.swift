import Testing

@testable import Publishing

struct `the ids of the feed` {
  private func ids(
    _ options: BuildOptions = SampleSite.options, changing: (inout SampleSite) throws -> Void = { _ in }
  ) async throws -> [Substring] {
    var sample = try SampleSite.whole()
    try changing(&sample)
    return try await sample.built(options).text("feed.xml").matches(of: /<id>(.*)<\/id>/).map(\.1)
  }

  @Test(arguments: [nil, "https://site.example/glossed/"])
  func `stay when a title is edited`(address: String?) async throws {
    let options = BuildOptions(baseURL: address)
    let edited = try await ids(options) {
      try $0.replace("title: Low Water", by: "title: High Water", in: "Content/site.yaml")
      try $0.replace("title: The Ferry", by: "title: A Ferry", in: "Content/essays/ferry/essay.yaml")
    }
    #expect(try await ids(options) == edited)
    #expect(Set(edited).count == 3 && edited.allSatisfy { $0.hasPrefix("urn:uuid:") })
  }

  @Test func `are those of one site, which an id can carry to another address`() async throws {
    let moved = BuildOptions(baseURL: "https://other.example/")
    #expect(Set(try await ids()).isDisjoint(with: try await ids(moved)))
    let carried = try await ids(moved) {
      $0["Content/site.yaml", default: ""] += "\nid: https://site.example/glossed/"
    }
    #expect(try await ids() == carried)
  }
}
