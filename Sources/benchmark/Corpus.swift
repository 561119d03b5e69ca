import Glibc
import Publishing

/// A made-up site of many essays, each of about 1,300 words with thirty notes; equal seeds give equal bytes.
///
/// Entries grow with the square root of the essays, and each essay names a few of them by their names. Every lemma
/// stands once in its text. Besides the templates of `gloss new` there is nothing in it but Markdown and YAML, so that
/// other tools can be given the same.
struct Corpus {
  private static let notesPerEssay = 30
  private static let wordsPerEssay = 1_300
  private static let quotedWords = 8

  /// An essay before it is written in the way of this tool or another.
  struct Essay {
    let number: Int
    let paragraphs: [String]
    /// In the order of the text.
    let notes: [Note]
  }

  /// A note on some words of a paragraph, which spaces part.
  struct Note {
    let paragraph: Int
    let words: Range<Int>
    let body: String
    /// The entry that it links to.
    let entry: Int
  }

  struct Entry {
    let number: Int
    let name: String
    let summary: String
    let paragraphs: [String]
  }

  let essays: Int
  private let names: [String]
  private var random: Random

  init(essays: Int, seed: UInt64) {
    self.essays = essays
    var random = Random(seed: seed)
    let count = Int((10 * Double(essays).squareRoot()).rounded())
    names = (0..<count).map { _ in Self.name(&random) }
    self.random = random
  }

  /// Makes every entry, then every essay.
  func forEach(entry: (Entry) -> Void, essay: (Essay) -> Void) {
    var random = random
    for (number, name) in names.enumerated() {
      let paragraphs = Prose.paragraphs(2, &random).map { $0.joined(separator: " ") }
      let summary = Prose.sentence(&random).filter { $0 != ":" && $0 != "“" && $0 != "”" }
      entry(Entry(number: number, name: name, summary: summary, paragraphs: paragraphs))
    }
    for number in 0..<essays {
      let paragraphs = text(&random)
      essay(Essay(number: number, paragraphs: paragraphs, notes: notes(on: paragraphs, &random)))
    }
  }

  /// Makes every file, as a path from the site's folder and its text.
  private func forEachFile(_ write: (String, String) -> Void) {
    for file in starterFiles() where file.path.hasPrefix("Templates/") {
      write(file.path, String(decoding: file.bytes, as: UTF8.self))
    }
    write(
      "Content/site.yaml",
      """
      title: A made-up library
      language: en
      kinds:
        gloss: {label: Gloss, plural: Glosses, margin: right, line: dotted, order: title}
        term: {label: Term, plural: Terms, folder: terms, margin: left, line: solid, order: title}

      """)
    forEach { entry in
      write(
        "Content/terms/term-\(entry.number).md",
        "---\ntitle: \(entry.name)\nsummary: \(entry.summary)\n---\n\n"
          + entry.paragraphs.joined(separator: "\n\n") + "\n")
    } essay: { essay in
      let folder = "Content/essays/essay-\(essay.number)"
      write(
        "\(folder)/essay.yaml",
        "title: Essay \(essay.number)\nauthor: Nobody\nversions:\n  - id: text\n    label: Text\n")
      write("\(folder)/text.md", essay.paragraphs.joined(separator: "\n\n") + "\n")
      write("\(folder)/commentary/notes.md", commentary(of: essay))
    }
  }

  /// Every file of the corpus, as a build takes them.
  var files: [SiteFile] {
    var files: [SiteFile] = []
    forEachFile { path, text in files.append(Self.file(path, text)) }
    return files
  }

  /// A file at a path that any site can have.
  static func file(_ path: String, _ text: String) -> SiteFile {
    do throws(PathFault) {
      return SiteFile(path: try SitePath.validating(path), bytes: Array(text.utf8))
    } catch {
      preconditionFailure("the corpus has names that any site can have: \(error)")
    }
  }

  /// Paragraphs with the names of entries in some of them.
  private func text(_ random: inout Random) -> [String] {
    var paragraphs: [String] = []
    var words = 0
    while words < Self.wordsPerEssay {
      var sentences = (0..<random.number(4...8)).map { _ in Prose.sentence(&random) }
      if random.chance(0.4) { sentences.append("So it was with \(random.pick(names)) before.") }
      let paragraph = sentences.joined(separator: " ")
      words += paragraph.split(separator: " ").count
      paragraphs.append(paragraph)
    }
    return paragraphs
  }

  /// Thirty notes, in the order of the text, as far as it has words that stand in it once.
  private func notes(on paragraphs: [String], _ random: inout Random) -> [Note] {
    let words = paragraphs.map { $0.split(separator: " ") }
    var counts: [String: Int] = [:]
    for paragraph in words {
      for start in paragraph.indices.dropLast(Self.quotedWords - 1) {
        counts[Self.phrase(paragraph, start), default: 0] += 1
      }
    }
    var places = words.indices.flatMap { one in
      words[one].indices.dropLast(Self.quotedWords - 1).map { (one, $0) }
    }.filter { counts[Self.phrase(words[$0], $1)] == 1 }
    places.shuffle(using: &random)
    let chosen = places.prefix(Self.notesPerEssay).sorted { $0 < $1 }
    return chosen.map { paragraph, start in
      Note(
        paragraph: paragraph, words: start..<start + Self.quotedWords,
        body: "\(Prose.sentence(&random)) \(Prose.sentence(&random))",
        entry: random.number(0...names.count - 1))
    }
  }

  private func commentary(of essay: Essay) -> String {
    let words = essay.paragraphs.map { $0.split(separator: " ") }
    let notes = essay.notes.enumerated().map { number, note in
      let quoted = words[note.paragraph][note.words]
      return
        "## Note \(number + 1)\n\n> \(quoted[quoted.startIndex]) **\(quoted.dropFirst().joined(separator: " "))**\n\n"
        + "\(note.body) See [it](term:term-\(note.entry)).\n"
    }
    return "---\nkind: gloss\n---\n\n" + notes.joined(separator: "\n")
  }

  /// The words that a quotation from there would have, without what stands between them.
  private static func phrase(_ words: [Substring], _ start: Int) -> String {
    words[start..<start + quotedWords].map { $0.filter(\.isLetter) }.joined(separator: " ")
  }

  /// A name of two words that no sentence has by chance.
  private static func name(_ random: inout Random) -> String {
    func word(_ random: inout Random) -> String {
      let syllables = [
        "bra", "cor", "den", "fal", "gri", "hol", "ker", "lun", "mar", "nes", "pol", "ruv", "sten", "tor",
        "vil", "zan",
      ]
      let word = (0..<3).map { _ in random.pick(syllables) }.joined()
      return word.prefix(1).uppercased() + word.dropFirst()
    }
    return word(&random) + " " + word(&random)
  }
}

/// `benchmark corpus DIR --essays N`: the files of a corpus in a folder of their own.
struct CorpusWriting {
  private let folder: String
  private var essays = 100
  private var seed: UInt64 = 1

  /// `nil` without a folder to write to.
  init?(_ words: [String]) {
    guard let folder = words.first, !folder.hasPrefix("-") else { return nil }
    self.folder = folder
    for (name, value) in zip(words, words.dropFirst()) {
      switch name {
      case "--essays": essays = Int(value) ?? essays
      case "--seed": seed = UInt64(value) ?? seed
      case _: continue
      }
    }
  }

  func run() throws(FileError) {
    unsafe mkdir(folder, 0o755)
    let files = Corpus(essays: essays, seed: seed).files
    for file in files { try write(file, inSite: folder) }
    print("wrote \(files.count) files, \(files.reduce(0) { $0 + $1.bytes.count }) bytes")
  }
}
