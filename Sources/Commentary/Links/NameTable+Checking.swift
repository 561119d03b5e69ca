package import Diagnostics
package import Markup

extension NameTable {
  /// What is wrong with the links by name in a document; `essay` is the one it belongs to, if any.
  package func check(_ document: Document, in essay: String? = nil) -> [Diagnostic] {
    var checker = LinkChecker(names: self, essay: essay)
    let blocks = document.blocks + document.footnotes.flatMap(\.blocks)
    for address in WrittenAddress.all(in: blocks, of: document.source) where !address.isImage {
      checker.check(address)
    }
    return checker.findings
  }

  /// What is wrong with the names in an entry's body and front matter.
  package func check(_ entry: Entry) -> [Diagnostic] {
    var checker = LinkChecker(names: self, essay: nil)
    let related = entry.related.map { (name: $0.description, target: LinkTarget.entry($0)) }
    for (name, target) in related + entry.sources.map({ ($0, LinkTarget.source($0)) }) {
      checker.check(target) { entry.rangeInFrontMatter(of: name) }
    }
    return checker.findings + check(entry.body)
  }

  /// What is wrong with one link by name that stands at `range`.
  package func check(_ target: LinkTarget, in essay: String? = nil, at range: SourceRange) -> [Diagnostic] {
    var checker = LinkChecker(names: self, essay: essay)
    checker.check(target) { range }
    return checker.findings
  }
}
