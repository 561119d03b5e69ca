package import Diagnostics
package import Markup

/// An address as a text has it: where a link leads, or where an image is.
package struct WrittenAddress: Sendable {
  package let destination: String
  package let isImage: Bool
  /// What stands in the link; nothing for an image.
  package let words: [Inline]
  fileprivate let found: SourceRange?
  fileprivate let finder: DestinationFinder

  /// Where it is written; for an empty one, the parentheses.
  ///
  /// The address of a definition is looked for in the whole source, so ask only when there is something to say.
  package var range: SourceRange { found ?? finder.definition(of: destination) }

  /// The addresses in blocks of a source, in the order of the text.
  package static func all(in blocks: [Block], of source: SourceText) -> [WrittenAddress] {
    var walk = Walk(finder: DestinationFinder(source))
    walk.enter(blocks)
    return walk.addresses
  }
}

/// Goes through a text in its order, since a finder has to.
private struct Walk {
  var finder: DestinationFinder
  var addresses: [WrittenAddress] = []

  mutating func enter(_ blocks: [Block]) {
    for block in blocks {
      switch block.content {
      case .paragraph(let inlines), .heading(_, let inlines):
        finder.enter(block.lines)
        enter(inlines)
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
        add(destination, words: words)
      case .emphasis(let inner), .strong(let inner): enter(inner)
      case .image(let address, _, _): add(address, isImage: true)
      case .text, .code, .softBreak, .lineBreak, .html, .footnoteCall: break
      }
    }
  }

  private mutating func add(_ destination: String, isImage: Bool = false, words: [Inline] = []) {
    let found = destination.isEmpty ? finder.nextEmpty() : finder.next(destination)
    addresses.append(
      WrittenAddress(
        destination: destination, isImage: isImage, words: words, found: found, finder: finder))
  }
}
