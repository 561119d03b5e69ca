package import Diagnostics

/// A file that the build is about to make, and what it is made from.
package struct PlannedOutput: Sendable, Hashable {
  package enum Origin: Sendable, Hashable {
    /// A file of the site, by its path.
    case file(String)
    /// Something the build makes of itself, in words: `the list of terms`.
    case generated(String)
  }

  package let path: SitePath
  package let origin: Origin

  package init(_ path: SitePath, from origin: Origin) {
    self.path = path
    self.origin = origin
  }
}

/// Finds outputs that would overwrite or hide one another on some system, each pair once.
///
/// Compared are bytes, canonical equivalents and letters without case (Unicode's default mapping, no locale);
/// a file against a folder of the same name; and `a.html` against `a/index.html`, which hosts that leave out
/// `.html` serve at one address. The file that comes later by path carries the message.
package func collisions(among outputs: [PlannedOutput]) -> [Diagnostic] {
  let ordered = outputs.sorted { ($0.path, $0.origin.words) < ($1.path, $1.origin.words) }
  // Keys are compared as strings on purpose: canonical equivalents are one name here.
  var files: [String: PlannedOutput] = [:]
  var pages: [String: PlannedOutput] = [:]
  var found: [Diagnostic] = []
  for output in ordered {
    if let other = files[folded(output.path.text)] {
      found.append(.makesTheSame(output, as: other))
      continue
    }
    files[folded(output.path.text)] = output
    guard let address = addressWithoutExtension(output.path) else { continue }
    if let other = pages[address] {
      found.append(.sharesAddress(output, with: other))
    } else {
      pages[address] = output
    }
  }
  return found + folderClashes(among: ordered, files: files)
}

private func folderClashes(among ordered: [PlannedOutput], files: [String: PlannedOutput]) -> [Diagnostic] {
  var reported: Set<String> = []
  var found: [Diagnostic] = []
  for output in ordered {
    for folder in output.path.ancestors {
      let key = folded(folder.text)
      guard let file = files[key], reported.insert(key).inserted else { continue }
      found.append(.isInsideFile(output, file: file))
    }
  }
  return found
}

/// Upper case first, so that ß and ss, ς and σ, ſ and s meet as they do under full case folding.
private func folded(_ text: String) -> String { text.uppercased().lowercased() }

private func addressWithoutExtension(_ path: SitePath) -> String? {
  let key = Array(folded(path.text).utf8)
  for ending in ["/index.html", ".html"] where key.count > ending.utf8.count {
    guard key.suffix(ending.utf8.count).elementsEqual(ending.utf8) else { continue }
    return String(decoding: key.dropLast(ending.utf8.count), as: UTF8.self)
  }
  return nil
}

extension PlannedOutput.Origin {
  fileprivate var words: String {
    switch self {
    case .file(let path): "“\(path)”"
    case .generated(let words): words
    }
  }

  fileprivate var place: Diagnostic.Place {
    switch self {
    case .file(let path): .file(path)
    case .generated: .nowhere
    }
  }
}

extension Diagnostic {
  fileprivate static func makesTheSame(_ output: PlannedOutput, as other: PlannedOutput) -> Diagnostic {
    let (mine, theirs) = (output.origin.words, other.origin.words)
    let summary =
      output.path == other.path
      ? "\(theirs) and \(mine) both make “\(output.path)”"
      : "\(theirs) makes “\(other.path)” and \(mine) makes “\(output.path)”; some systems take these for one file"
    return collision(summary, output: output)
  }

  fileprivate static func sharesAddress(_ output: PlannedOutput, with other: PlannedOutput) -> Diagnostic {
    collision(
      "\(other.origin.words) makes “\(other.path)” and \(output.origin.words) makes “\(output.path)”; "
        + "hosts that leave out “.html” give both one address", output: output)
  }

  fileprivate static func isInsideFile(_ output: PlannedOutput, file: PlannedOutput) -> Diagnostic {
    collision(
      "\(file.origin.words) makes the file “\(file.path)”, but \(output.origin.words) makes “\(output.path)”, "
        + "which needs a folder of that name", output: output)
  }

  private static func collision(_ summary: String, output: PlannedOutput) -> Diagnostic {
    Diagnostic(
      .error, "output.collision", summary, place: output.origin.place,
      fixes: [Fix("give one of the two another name or id")])
  }
}
