private import CPreviewFiles

/// What the preview adds to the site, at addresses that no file of a site can have: their names are hidden.
enum LiveFiles {
  static let eventsPath = "/.gloss/events"
  /// What can be annotated on the page whose address follows.
  static let marginPath = "/.gloss/margin/"
  static let annotatePath = "/.gloss/annotate"

  static let scripts = ["/.gloss/live.js", "/.gloss/margin.js"]
  static let styles = ["/.gloss/live.css", "/.gloss/margin.css"]

  /// The bytes of a script or style sheet.
  static func file(at path: String) -> [UInt8]? {
    switch path {
    case "/.gloss/live.js": unsafe bytes(of: preview_live_script())
    case "/.gloss/margin.js": unsafe bytes(of: preview_margin_script())
    case "/.gloss/live.css": unsafe bytes(of: preview_live_style())
    case "/.gloss/margin.css": unsafe bytes(of: preview_margin_style())
    case _: nil
    }
  }

  private static func bytes(of file: preview_file) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.length))
  }
}
