/// Puts the parts of one citation in the order of its form.
struct CitationComposer {
  enum Style {
    case note(locator: String?)
    case bibliography
  }

  private let source: Source
  private let style: Style
  private var line = CitationLine()

  init(_ source: Source, _ style: Style) {
    self.source = source
    self.style = style
  }

  mutating func compose() -> [CitationSpan] {
    addMakers()
    add(source.citedTitle(source.title))
    switch CitationForm(of: source.type) {
    case .journalArticle: addJournal()
    case .article: addPeriodical()
    case .book: addBook()
    case .part: addContainingBook()
    case .webpage: addSite()
    case .report: addReport()
    case .thesis: addThesis()
    case .law: addLaw()
    case .hearing: addHearing()
    case .broadcast: addProgramme()
    case .interview: addInterview()
    case .speech: addOccasion()
    case .film: addFilm()
    case .document: addDocument()
    }
    addAddress()
    return source.ended(line)
  }

  private var isNote: Bool {
    switch style {
    case .note: true
    case .bibliography: false
    }
  }

  private var locator: String? {
    switch style {
    case .note(let locator): locator?.withRangeDashes
    case .bibliography: nil
    }
  }

  /// A new sentence in a bibliography, only a comma in a note.
  private var step: CitationLine.Lead { isNote ? .comma : .period }

  private mutating func add(_ part: [CitationSpan]) { line.add(part, after: step) }

  private mutating func add(_ text: String?) { add([.text(text ?? "")]) }

  /// Words of ours, capitalized where they begin a sentence.
  private mutating func addPhrase(_ text: String?, after lead: CitationLine.Lead? = nil) {
    line.add([.text(text ?? "")], after: lead ?? step, isPhrase: true)
  }

  private mutating func addWithComma(_ text: String?) { line.add([.text(text ?? "")], after: .comma) }

  /// In a note in brackets, in a bibliography a sentence.
  private mutating func addAside(_ text: String) {
    guard !text.isEmpty else { return }
    if isNote {
      line.add([.text("(\(text))")], after: .space)
    } else {
      addPhrase(text)
    }
  }

  private mutating func addLocator(orPages: Bool = false) {
    addWithComma(locator ?? (orPages && isNote ? source.pages?.withRangeDashes : nil))
  }
}

/// Parts that several forms have.
extension CitationComposer {
  private mutating func addMakers() {
    let names = source.authors.isEmpty ? source.leadingEditors : source.authors
    guard !names.isEmpty else { return }
    let list = NameList(names)
    line.add([.text(isNote ? list.direct : list.inverted)], after: .comma)
    if source.authors.isEmpty { addWithComma(names.count == 1 ? "ed." : "eds.") }
  }

  private mutating func addContributors(after lead: CitationLine.Lead? = nil) {
    let editors = source.leadingEditors.isEmpty ? source.editors : []
    if !editors.isEmpty {
      addPhrase((isNote ? "ed. " : "edited by ") + NameList(editors).direct, after: lead)
    }
    if !source.translators.isEmpty {
      addPhrase((isNote ? "trans. " : "translated by ") + NameList(source.translators).direct, after: lead)
    }
  }

  private mutating func addAddress() {
    if source.issued == nil, source.link != nil, let accessed = source.accessed {
      addPhrase("accessed \(accessed.spelled)")
    }
    add(source.link.map { [$0] } ?? [])
  }
}

/// The forms.
extension CitationComposer {
  /// Volume and issue, the date in brackets, and pages after a colon.
  private mutating func addJournal() {
    guard source.volume != nil || source.issue != nil else { return addPeriodical() }
    let name = source.containerTitle.map { [CitationSpan.title($0)] } ?? []
    add(name + [.text(name.isEmpty ? source.volume ?? "" : source.volume.map { " \($0)" } ?? "")])
    addWithComma(source.issue.map { "no. \($0)" })
    line.add([.text(source.issued.map { "(\($0.spelled))" } ?? "")], after: .space)
    let pages = locator ?? source.pages?.withRangeDashes
    line.add([.text(pages ?? "")], after: source.issued == nil ? .comma : .colon)
  }

  /// As in “*Magazine*, 23 October 2000, 45”.
  private mutating func addPeriodical() {
    add(source.containerTitle.map { [.title($0)] } ?? [])
    let lead = source.containerTitle == nil ? step : .comma
    line.add([.text(source.issued?.spelled ?? "")], after: lead)
    addWithComma(locator ?? source.pages?.withRangeDashes)
  }

  private mutating func addBook() {
    addContributors()
    addPhrase(source.editionPhrase)
    addPhrase(source.volumePhrase)
    add(source.series)
    addAside(source.imprint)
    addLocator()
  }

  /// The book that holds the part, and who edited it.
  private mutating func addContainingBook() {
    if let container = source.containerTitle {
      line.add([.text("in "), .title(container)], after: step, isPhrase: true)
    }
    addContributors(after: .comma)
    addWithComma(source.editionPhrase)
    addWithComma(source.volumePhrase)
    if !isNote { addWithComma(source.pages?.withRangeDashes) }
    addAside(source.imprint)
    addLocator(orPages: true)
  }

  private mutating func addSite() {
    let site = source.containerTitle ?? source.publisher
    add(site)
    line.add([.text(source.issued?.spelled ?? "")], after: site == nil ? step : .comma)
    addLocator()
  }

  private mutating func addReport() {
    addContributors()
    addPhrase([source.genre, source.number].compactMap(\.self).joined(separator: " "))
    add(source.series)
    addAside(source.imprint)
    addLocator()
  }

  private mutating func addThesis() {
    let parts = [source.genre ?? "thesis", source.publisher, source.issued?.spelled].compactMap(\.self)
    addAside(parts.joined(separator: ", "))
    addLocator()
  }

  /// Number, place in a reporter, and the date in brackets; treaties have their date first.
  private mutating func addLaw() {
    let isTreaty = source.type == "treaty"
    if isTreaty { addPhrase(source.genre) }
    if isTreaty { line.add([.text(source.issued?.spelled ?? "")], after: step) }
    line.add([.text(source.number ?? "")], after: isTreaty && source.issued != nil ? .comma : step)
    let place = [source.volume, source.containerTitle, source.section, source.pages?.withRangeDashes]
    let reporter = place.compactMap(\.self).joined(separator: " ")
    line.add([.text(reporter)], after: source.number == nil && !isTreaty ? step : .comma)
    if isTreaty {
      addWithComma(source.authority)
    } else {
      let decided = [source.authority, source.issued?.spelled].compactMap(\.self).joined(separator: ", ")
      line.add([.text(decided.isEmpty ? "" : "(\(decided))")], after: .space)
    }
    addLocator()
  }

  /// As in “*Title*, hearing before the Committee, Senate, 106th Congress (23 March 2000), 47”.
  private mutating func addHearing() {
    if let body = source.section ?? source.authority {
      let article = body.utf8.starts(with: "the ".utf8) ? "" : "the "
      addPhrase("hearing before \(article)\(body)")
      if source.section != nil { addWithComma(source.authority) }
    }
    addWithComma(source.chapterNumber)
    addWithComma(source.number)
    line.add([.text(source.issued.map { "(\($0.spelled))" } ?? "")], after: .space)
    addLocator()
  }

  private mutating func addProgramme() {
    add(source.containerTitle.map { [.title($0)] } ?? [])
    addWithComma(source.number)
    let lead = source.containerTitle == nil ? step : .comma
    line.add([.text(source.publisher ?? "")], after: lead)
    line.add([.text(source.issued?.spelled ?? "")], after: source.publisher == nil ? lead : .comma)
    addLocator()
  }

  private mutating func addInterview() {
    let askers = NameList(source.interviewers).direct
    if !askers.isEmpty { addPhrase("interview by \(askers)") }
    if askers.isEmpty && source.title == nil { addPhrase("interview") }
    addPeriodical()
  }

  /// As in “(speech, Event, City, 23 October 2000)”.
  private mutating func addOccasion() {
    let parts = [
      source.genre ?? (source.type == "speech" ? "speech" : nil), source.event,
      source.eventPlace ?? source.publisherPlace, source.issued?.spelled,
    ]
    addAside(parts.compactMap(\.self).joined(separator: ", "))
    addLocator()
  }

  private mutating func addFilm() {
    if !source.directors.isEmpty { addPhrase("directed by \(NameList(source.directors).direct)") }
    addAside(source.imprint)
    addPhrase(source.medium)
    addLocator()
  }

  private mutating func addDocument() {
    addPhrase(source.genre)
    add(source.containerTitle.map { [.title($0)] } ?? [])
    add(source.publisher)
    let lead = source.containerTitle == nil && source.publisher == nil ? step : .comma
    line.add([.text(source.issued?.spelled ?? "")], after: lead)
    addLocator()
    add([source.archiveLocation, source.archive].compactMap(\.self).joined(separator: ", "))
  }
}
