import Diagnostics
import Testing

@Suite struct NearMissTests {
  @Test func `of many misspelt names the first are compared, and those again`() {
    let misses = NearMisses(among: (0..<100).map { "name-\($0)" } + ["rota"])
    #expect(misses.suggestion(for: "rotta") == "; did you mean “rota”?")
    for number in 1..<NearMisses.limit { _ = misses.of("x\(number)") }
    #expect(misses.of("rotas") == [])
    #expect(misses.of("rotta") == ["rota"])
    #expect(nearMisses(of: "rotas", among: ["rota"]) == ["rota"])
  }

  @Test func `the nearest come first`() {
    let names = ["Bell", "be-ll", "bells", "hall"]
    #expect(NearMisses(among: names).of("bell") == nearMisses(of: "bell", among: names))
    #expect(nearMisses(of: "bell", among: names) == ["Bell", "be-ll", "bells"])
  }
}
