import Foundation
import FoundationXML

/// A document of XML as a parser reads it: `fault` is `nil` only where it is well formed (XML 1.0, libxml2).
final class XMLReading: NSObject, XMLParserDelegate {
  /// Names of elements and attributes in order, and the end of each element.
  private(set) var structure: [String] = []
  /// The text of each element that has any, and the values of attributes.
  private(set) var texts: [String] = []
  private(set) var fault: String?
  private var text = ""

  // A class, since the parser's delegate has to be one.
  init(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    if !parser.parse() || fault != nil {
      fault = fault ?? parser.parserError.map { "\($0)" } ?? "not well formed"
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    structure.append(([name] + attributes.keys.sorted()).joined(separator: " "))
    texts += attributes.keys.sorted().compactMap { attributes[$0] }
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    structure.append("/" + name)
    if !text.isEmpty { texts.append(text) }
    text = ""
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
    fault = "line \(parser.lineNumber): \(error)"
  }
}
