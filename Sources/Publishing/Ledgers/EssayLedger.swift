import Commentary
import Diagnostics
import Markup

/// The ledger of an essay as its files have it.
///
/// Versions that everybody has are in `ledger.json`; those that are `optional:` in `ledger.local.json`, which like
/// their texts stays on the machine of whoever has them.
struct EssayLedger: Sendable {
  enum Scope: String, CaseIterable {
    case shared = "ledger.json"
    case local = "ledger.local.json"

    init(of version: EssaySettings.Version) { self = version.isOptional ? .local : .shared }
  }

  /// Every version that is recorded.
  private(set) var ledger: Ledger
  /// What each file says that has nothing wrong with it.
  private var read: [Scope: Ledger]
  private let folder: String
  /// Of the bytes of the files that are there.
  private let stamps: [Scope: Stamp]
  /// Files that are there and cannot be relied on; no build replaces them.
  private let damaged: Set<Scope>
  /// Where versions are recorded whose texts are there; the essay may list them later.
  private let scopes: [String: Scope]

  var isDamaged: Bool { !damaged.isEmpty }

  /// Reads both files in an essay's folder; what is wrong with them is a warning, or an error where a later
  /// version of `gloss` has written them.
  static func reading(_ folder: String, of files: SourceFiles) -> Diagnosed<EssayLedger> {
    var findings: [Diagnostic] = []
    var ledger = Ledger()
    var sound: [Scope: Ledger] = [:]
    var stamps: [Scope: Stamp] = [:]
    var damaged: Set<Scope> = []
    var scopes: [String: Scope] = [:]
    for scope in Scope.allCases {
      let path = "\(folder)/\(scope.rawValue)"
      guard let content = files[path] else { continue }
      stamps[scope] = Stamp(of: content)
      let parsed =
        Ledger(serialized: content).map { Diagnosed($0, []) } ?? Ledger.reading(content, path: path)
      findings += parsed.diagnostics
      if let found = parsed.value {
        if parsed.diagnostics.isEmpty { sound[scope] = found }
        ledger.texts.merge(found.texts) { shared, _ in shared }
        for id in found.texts.keys where scopes[id] == nil && files.has("\(folder)/\(id).md") {
          scopes[id] = scope
        }
      } else {
        damaged.insert(scope)
      }
    }
    return Diagnosed(
      EssayLedger(
        ledger: ledger, read: sound, folder: folder, stamps: stamps, damaged: damaged,
        scopes: scopes),
      findings)
  }

  /// The same as the changes of its texts have it, which hold the bytes of versions that are as they were.
  func sharing(_ changes: [String: TextChange]) -> EssayLedger {
    var shared = self
    for (id, change) in changes {
      for scope in read.keys where read[scope]?.texts[id] == ledger.texts[id] {
        shared.read[scope]?.texts[id] = change.recorded
      }
      shared.ledger.texts[id] = change.recorded
    }
    return shared
  }

  /// The files that have to change for the ledger to say this of the versions that are listed.
  ///
  /// Versions without a text today keep what was recorded of them, and so do texts that are not listed yet. A file that
  /// says the same in other bytes is left alone.
  func files(for ledger: Ledger, versions: [EssaySettings.Version], repairing: Bool = false) -> [SiteFile] {
    Scope.allCases.compactMap { scope in
      guard repairing || !damaged.contains(scope) else { return nil }
      let texts = ledger.texts.filter { id, _ in
        (versions.first { $0.id == id }.map(Scope.init(of:)) ?? scopes[id]) == scope
      }
      guard !texts.isEmpty || stamps[scope] != nil, read[scope]?.texts != texts else { return nil }
      let serialized = Ledger(texts: texts).serialized
      guard Stamp(of: serialized) != stamps[scope] else { return nil }
      do throws(PathFault) {
        return SiteFile(path: try SitePath.validating("\(folder)/\(scope.rawValue)"), bytes: serialized)
      } catch {
        preconditionFailure("a path of a file that was read is valid: \(error)")
      }
    }
  }
}

extension Manuscript {
  /// The ledger files that a build changes.
  func ledgers(_ editions: [Edition], recalling past: Recollection) async -> [SiteFile] {
    let editionsByEssay = Dictionary(grouping: editions, by: \.essay.id)
    let none = Stamp(of: [SiteFile]())
    let files = await concurrentMap(essays) { essay in
      let files = past.settled("ledgers of \(essay.id)", from: stamps(ofEditionsOf: essay.id)) {
        essay.ledger.files(
          for: essay.recorded(editionsByEssay[essay.id, default: []]), versions: essay.settings.versions)
      }
      return past.hasUse && files.stamp == none ? [] : files.value
    }
    return files.flatMap(\.self)
  }
}

extension Essay {
  /// The ledger after this build: what is new is taken down, and so is a text in which every note stands as before.
  ///
  /// Where a note moved, was reworded or is lost, the old text stays recorded until somebody has reviewed it.
  func recorded(_ editions: [Edition]) -> Ledger {
    var ledger = ledger.ledger
    for edition in editions where !edition.anchors.contains(where: \.isPending) {
      ledger.texts[edition.version.settings.id] = edition.recorded
    }
    return ledger
  }
}

extension Edition {
  /// What an edit did to the notes that the ledger knows, if it did anything.
  var changes: Summary.Change? {
    let pending = anchors.filter(\.isPending)
    guard !pending.isEmpty else { return nil }
    func ids(_ isMeant: (Anchor.Verdict) -> Bool) -> [String] {
      pending.filter { isMeant($0.verdict) }.map { essay.notes[$0.note].id }
    }
    return Summary.Change(
      version: "\(essay.id)/\(version.settings.id)",
      moved: ids { if case .moved = $0 { true } else { false } },
      reworded: ids { if case .reworded = $0 { true } else { false } },
      lost: ids { if case .lost = $0 { true } else { false } })
  }

  /// The version and its notes as they are.
  var recorded: RecordedText {
    RecordedText(
      recording: version.text, paragraphs: version.paragraphIDs, notes: essay.notes, anchors: anchors)
  }
}

extension Ledger {
  fileprivate static func reading(_ bytes: [UInt8], path: String) -> Diagnosed<Ledger?> {
    let read = SourceText.reading(bytes, path: path)
    return read.value.map { reading($0) } ?? Diagnosed(nil, [.isNoText(path, read.diagnostics)])
  }
}

extension Diagnostic {
  fileprivate static func isNoText(_ path: String, _ findings: [Diagnostic]) -> Diagnostic {
    Diagnostic(
      .warning, "ledger.damaged",
      "the ledger is damaged, so notes are found by their words alone: \(findings.first?.summary ?? "it is no text")",
      place: .file(path), fixes: [.ledgerRepair])
  }
}
