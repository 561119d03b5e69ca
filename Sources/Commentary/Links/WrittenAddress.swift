package import Diagnostics
package import Markup

/// An address as a text has it: where a link leads, or where an image is.
package struct WrittenAddress: Sendable {
  package let destination: String
  package let isImage: Bool
  /// What stands in the link; nothing for an image.
  package let words: [Inline]
  fileprivate let rank: Int
  fileprivate let places: Once<[Place]>

  /// Where it is written; for an empty one, the parentheses.
  ///
  /// The text is looked through for its addresses, and all of it for that of a definition, so ask only when there is
  /// something to say.
  package var range: SourceRange {
    let place = places.value[rank]
    return place.found ?? place.finder.definition(of: destination)
  }

  fileprivate struct Place {
    let found: SourceRange?
    let finder: DestinationFinder
  }

  /// The addresses in blocks of a source, in the order of the text.
  package static func all(in blocks: [Block], of source: SourceText) -> [WrittenAddress] {
    var walk = Walk()
    walk.enter(blocks)
    let places = Once { [walk] in walk.places(in: source) }
    return walk.addresses.enumerated().map { rank, address in
      WrittenAddress(
        destination: address.destination, isImage: address.isImage, words: address.words, rank: rank,
        places: places)
    }
  }
}

/// Goes through a text in its order, since a finder has to.
private struct Walk {
  var addresses: [(destination: String, isImage: Bool, words: [Inline])] = []
  /// The lines of each paragraph and heading with addresses, and how many there are up to its end.
  private var blocks: [(lines: ClosedRange<Int>, end: Int)] = []

  mutating func enter(_ blocks: [Block]) {
    for block in blocks {
      switch block.content {
      case .paragraph(let inlines), .heading(_, let inlines):
        let start = addresses.count
        enter(inlines)
        if addresses.count > start { self.blocks.append((block.lines, addresses.count)) }
      case .blockQuote(let blocks): enter(blocks)
      case .list(let list): for item in list.items { enter(item.blocks) }
      case .code, .html, .thematicBreak: break
      }
    }
  }

  private mutating func enter(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .link(let destination, _, let words):
        // Inner text stands before the destination, and a link holds no link.
        enter(words)
        addresses.append((destination, isImage: false, words))
      case .emphasis(let inner), .strong(let inner): enter(inner)
      case .image(let address, _, _): addresses.append((address, isImage: true, words: []))
      case .text, .code, .softBreak, .lineBreak, .html, .footnoteCall: break
      }
    }
  }

  func places(in source: SourceText) -> [WrittenAddress.Place] {
    var finder = DestinationFinder(source)
    var places: [WrittenAddress.Place] = []
    for block in blocks {
      finder.enter(block.lines)
      for address in addresses[places.count..<block.end] {
        let destination = address.destination
        let found = destination.isEmpty ? finder.nextEmpty() : finder.next(destination)
        places.append(WrittenAddress.Place(found: found, finder: finder))
      }
    }
    return places
  }
}
