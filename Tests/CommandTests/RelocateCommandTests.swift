import Testing

private let old = """
  The bell was cast in Ely. It cracked in the frost of 1740.

  Nobody rings the bell now. The sexton keeps the key. He sells postcards of it to visitors.

  Admission is free, and the tower closes at dusk.
  """

private let new = """
  Admission is free, and the tower closes at dusk.

  The bell was cast in Ely. It broke in the frost of 1740.

  Nobody rings the bell now. He sells postcards of it to visitors.
  """

private func texts(_ old: String = old, _ new: String = new) throws -> TemporaryFolder {
  let folder = try TemporaryFolder()
  try folder.write(old, to: "old.txt")
  try folder.write(new, to: "new.txt")
  return folder
}

private let words = ["relocate", "--from", "old.txt", "--to", "new.txt"]

struct `gloss relocate` {
  @Test func `says what became of each quote, in order`() throws {
    let input = #"""
      {"id": "a", "exact": "cast in Ely"}
      {"id": 2, "exact": "It cracked in the frost"}

      {"id": 3.50, "exact": "The sexton keeps the key.", "start": 88, "end": 113}
      {"id": "é\n", "exact": "the tower closes", "prefix": "free, and ", "suffix": " at dusk"}
      {"id": "t", "exact": "no such words at all"}
      """#
    let run = try GlossBinary.run(words, in: texts(), input: input)
    #expect(run.errors.isEmpty && run.status == 0)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    #expect(lines[0] == #"{"id":"a","verdict":"unchanged","start":63,"end":74,"score":1.0}"#)
    #expect(lines[1].hasPrefix(#"{"id":2,"verdict":"reworded","start":76,"end":97,"score":0."#))
    #expect(lines[2] == #"{"id":3.50,"verdict":"lost"}"#)
    #expect(lines[3].hasPrefix(#"{"id":"é\n","verdict":"moved","start":23,"end":39,"score":0."#))
    #expect(lines[4] == #"{"id":"t","verdict":"lost"}"#)
  }

  @Test func `takes Web Annotations, with one selector or a list`() throws {
    let input = #"""
      {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://e.org/1", "type": "Annotation", "target": {"source": "http://e.org/", "selector": {"type": "TextQuoteSelector", "exact": "cast in Ely", "prefix": "bell was ", "suffix": "."}}}
      {"id": "http://e.org/2", "target": [{"selector": [{"type": "TextPositionSelector", "start": 13, "end": 24}]}]}
      {"id": "http://e.org/3", "target": {"selector": {"type": "FragmentSelector", "value": "p1", "refinedBy": {"type": "TextQuoteSelector", "exact": "cast in Ely"}}}}
      """#
    let run = try GlossBinary.run(words, in: texts(), input: input)
    let rest = #","verdict":"unchanged","start":63,"end":74,"score":1.0}"#
    #expect(
      run == Transcript(output: (1...3).map { #"{"id":"http://e.org/\#($0)""# + rest + "\n" }.joined()))
  }

  @Test func `goes by quote and context alone when told to`() throws {
    let input = #"""
      {"id": 1, "exact": "cast in Ely", "prefix": "The bell was ", "suffix": ". It cracked in"}
      {"id": 2, "exact": "the bell"}
      """#
    let run = try GlossBinary.run("relocate", "--no-old", "--to=new.txt", in: texts(), input: input)
    #expect(run.output.hasPrefix(#"{"id":1,"verdict":"unchanged","start":63,"end":74,"score":0."#))
    #expect(run.output.hasSuffix("\n{\"id\":2,\"verdict\":\"ambiguous\"}\n"))
    #expect(run.status == 0)
  }

  @Test func `counts scalars of the file as it stands`() throws {
    let folder = try texts(
      "\u{FEFF}Cafe\u{301} 😀.\r\n\r\nA plain word stands here.\r\n",
      "\u{FEFF}Cafe\u{301} 😀😀.\r\n\r\nNew.\r\n\r\nA plain word stands here.\r\n")
    let input = #"{"id":1,"exact":"plain word","start":14,"end":24}"#
    let run = try GlossBinary.run(words, in: folder, input: input)
    #expect(run.output == "{\"id\":1,\"verdict\":\"unchanged\",\"start\":23,\"end\":33,\"score\":1.0}\n")
  }

  @Test func `answers nothing with nothing`() throws {
    #expect(try GlossBinary.run(words, in: texts(), input: "") == Transcript())
    #expect(try GlossBinary.run(words, in: texts("", ""), input: "\n \n") == Transcript())
  }

  @Test func `says which lines are wrong, and why`() throws {
    let input = #"""
      {"id": 1, "exact": "Ely"}
      {"id": 2, "exact": "Ely",}
      {"exact": "Ely"}
      {"id": 4}
      {"id": [5], "exact": "Ely"}
      {"id": 6, "exact": "Ely", "start": 9, "end": 3}
      {"id": 7, "start": 9000, "end": 9001}
      """#
    let run = try GlossBinary.run(words, in: texts(), input: input)
    #expect(run.output.isEmpty && run.status == 1)
    #expect(
      run.errors.split(separator: "\n").filter { $0.contains(": error: ") } == [
        "standard input:2:25: error: no comma can stand after the last item; remove it [json.trailing-comma]",
        "standard input:3:1: error: “id” is missing in a selector [record.missing-key]",
        "standard input:4:1: error: this selects no text; give “exact”, or “start” and “end”, or a target with a TextQuoteSelector [relocate.no-quote]",
        "standard input:5:8: error: an id is a text or a number, not a list [relocate.id]",
        "standard input:6:46: error: a position counts Unicode characters from 0, and “end” is not before “start” [relocate.position]",
        "standard input:7:8: error: a selector without “exact” is read out of the old text, and there is none at its position [relocate.no-words]",
      ])
    #expect(run.errors.hasSuffix("6 errors; nothing was relocated\n"))
  }
}
