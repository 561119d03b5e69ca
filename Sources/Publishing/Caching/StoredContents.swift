extension BuildCache.Conclusion: Storable {
  func print(in ink: inout Ink) {
    ink.put(inputs)
    ink.put(summary)
  }

  init?(printed reader: inout InkReader) {
    guard let inputs = reader.stamp(), let summary = Summary(printed: &reader) else { return nil }
    self.init(inputs: inputs, summary: summary)
  }
}

extension BuildCache.Standing: Storable {
  func print(in ink: inout Ink) {
    ink.put(manifest)
    ink.put(traces)
  }

  init?(printed reader: inout InkReader) {
    guard let manifest = reader.stamp(), let traces = [FileTrace?](printed: &reader) else { return nil }
    self.init(manifest: manifest, traces: traces)
  }
}

extension BuildCache.Output: Storable {
  func print(in ink: inout Ink) {
    ink.put(inputs)
    ink.put(hash)
    ink.put(size)
  }

  init?(printed reader: inout InkReader) {
    guard let inputs = reader.stamp(), let hash = ContentHash(printed: &reader), let size = reader.number()
    else { return nil }
    self.init(inputs: inputs, hash: hash, size: size)
  }
}

extension SitePath: Stampable {
  func print(in ink: inout Ink) { ink.put(text) }
}

extension Summary: Storable {
  func print(in ink: inout Ink) {
    ink.put([essays, versions, notes, anchored, ambiguous, lost, entries, pages])
    ink.put(absences)
    ink.put(changes)
  }

  init?(printed reader: inout InkReader) {
    guard let numbers = [Int](printed: &reader), numbers.count == 8,
      let absences = [Absence](printed: &reader), let changes = [Change](printed: &reader)
    else { return nil }
    self.init(
      essays: numbers[0], versions: numbers[1], notes: numbers[2], anchored: numbers[3],
      ambiguous: numbers[4], lost: numbers[5], entries: numbers[6], pages: numbers[7], absences: absences,
      changes: changes)
  }
}

extension Summary.Absence: Storable {
  func print(in ink: inout Ink) {
    ink.put(version)
    ink.put(notes)
  }

  init?(printed reader: inout InkReader) {
    guard let version = reader.text(), let notes = [String](printed: &reader) else { return nil }
    self.init(version: version, notes: notes)
  }
}

extension Summary.Change: Storable {
  func print(in ink: inout Ink) {
    ink.put(version)
    ink.put([moved, reworded, lost])
  }

  init?(printed reader: inout InkReader) {
    guard let version = reader.text(), let lists = [[String]](printed: &reader), lists.count == 3 else {
      return nil
    }
    self.init(version: version, moved: lists[0], reworded: lists[1], lost: lists[2])
  }
}
