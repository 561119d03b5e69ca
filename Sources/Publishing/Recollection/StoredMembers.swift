import Templates

extension Members: Storable {
  func print(in ink: inout Ink) {
    ink.put(count)
    for member in self {
      ink.put(member.name)
      ink.put(member.value)
    }
  }

  init?(printed reader: inout InkReader) {
    let members = reader.list { reader -> (name: String, value: TemplateValue)? in
      guard let name = reader.text(), let value = TemplateValue(printed: &reader) else { return nil }
      return (name, value)
    }
    guard let members else { return nil }
    self.init(members)
  }
}
