/// HTML that is written already, with the addresses that its links lead to.
package struct WrittenHTML: Sendable, Hashable {
  /// The address of a link, and where it stands among the bytes.
  package struct Link: Sendable, Hashable {
    package let range: Range<Int>
    /// Not escaped.
    package let address: String

    package init(range: Range<Int>, address: String) { (self.range, self.address) = (range, address) }
  }

  package let bytes: [UInt8]
  /// In the order of the bytes.
  package let links: [Link]

  /// `links` stand within the bytes and in their order.
  package init(bytes: [UInt8], links: [Link]) { (self.bytes, self.links) = (bytes, links) }

  /// What a sentence, a paragraph or a short note takes.
  private static let usualLength = 480

  /// Readable HTML of some nodes.
  package init(_ nodes: [Node]) {
    var writer = MarkupWriter(.html, layout: .blocksOnLines, capacity: Self.usualLength)
    writer.append(nodes)
    self.init(bytes: writer.bytes, links: writer.links)
  }

  package var isEmpty: Bool { bytes.isEmpty }

  /// The same HTML with other addresses in its links.
  package func leading(to address: (String) -> String) -> WrittenHTML {
    guard !links.isEmpty else { return self }
    var (moved, movedLinks): ([UInt8], [Link]) = ([], [])
    moved.reserveCapacity(bytes.count + 16 * links.count)
    movedLinks.reserveCapacity(links.count)
    var position = 0
    for link in links {
      moved += bytes[position..<link.range.lowerBound]
      let start = moved.count
      let address = address(link.address)
      moved.append(address, escapedFor: .html)
      movedLinks.append(Link(range: start..<moved.count, address: address))
      position = link.range.upperBound
    }
    moved += bytes[position...]
    return WrittenHTML(bytes: moved, links: movedLinks)
  }
}
