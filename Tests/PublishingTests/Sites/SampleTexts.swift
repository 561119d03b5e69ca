/// The texts of the sample site: a ferry, an essay on it in two versions, and a commentary.
///
/// In it are notes that nest, overlap and share a passage, an author's note that is called twice, notes that only
/// one version has, a note on the whole essay and one for an audience, and links by every kind of name.
let sampleTexts: [String: String] = [
  "Content/site.yaml": """
  title: Low Water
  subtitle: A ferry, and what is said of it
  language: en
  authors: [The ferry editors, Ida Marsh]
  kinds:
    word:
      label: Ferry word
      plural: Ferry words
      folder: words
      margin: left
      line: solid
      order: title
      fields: {used: Where it is used}
    flood:
      label: Flood
      folder: floods
      line: double
      order: date
      fields: {date: Began, end: Ended, place: Place}
    remark:
      label: Remark
      line: dotted
  """,
  "Content/essays/ferry/essay.yaml": """
  title: The Ferry at Low Water
  author: Tomas Reede
  author-note: Tomas Reede kept the ferry for nine years.
  published: 1931-05
  source: reede-1931
  deck: What a river owes to those who cross it.
  rights: in the public domain
  was: [low-ferry]
  versions:
    - id: long
      label: Long
      description: As it was printed.
    - id: short
      label: Short
  """,
  "Content/essays/ferry/long.md": """
  The ferry at Oxley runs *whenever the bell* is heard, and the bell is heard whenever somebody wants the
  ferry.[^toll] No ebb has stopped it since **the great flood** of the old century.

  ## The *rope*

  A ferry needs a rope, a pole and “a patient man”. The rope is the dearer part; the man is paid by the
  crossing, and at low water he is paid twice.[^toll] See [the word](word:ebb) for that.

  - A rope wears where it is wet.
  - A pole wears at both ends.

  > # Song
  >
  > The river has only one bank: the other.

  #### The pole

  At the ebb the pole finds stones. `knock, knock` is the whole of the ferryman’s music, and those who
  know it can tell the hour.

  [^toll]: A penny, and a halfpenny for a dog.

      # Goats

      Goats were carried for nothing, *since nobody could hold them*.
  """,
  "Content/essays/ferry/short.md": """
  ---
  title: The Ferry, Shortened
  deck: The same river in fewer words.
  ---

  The ferry runs whenever the bell is heard. At the ebb the man is paid twice.

  The rope is the dearer part; the great flood took two of them.
  """,
  "Content/essays/ferry/commentary/remarks.md": """
  ---
  kind: remark
  series: Remarks
  author: The ferry editors
  ---

  ## Of the whole

  The essay was read aloud at the opening of the bridge. See [the rope](note:the-dearer-part).

  ## Bell and ferry

  > The ferry at Oxley runs whenever **the bell is heard, and the bell is heard** whenever

  > runs whenever **the bell is heard**

  The argument is a circle: *each* waits for the other, as in [¶ 2](essay:ferry#p2).

  ## Whenever

  > runs **whenever the bell** is heard

  It crosses the edge of the note before.

  ## The dearer part

  > **The rope is the dearer part**

  He had to [buy it himself](source:reede-1931). At the ebb it lies in the mud.

  ## Dearer, `dearest` and [the source](source:reede-1931)

  > the **dearer** part

  A note within another, for the [ebb](word:ebb) and [low water](word:ebb).

  - # Odd
  - ## Even

  ## The man again

  > **patient man** … paid by the crossing

  Only the long text calls him patient.
  """,
  "Content/essays/ferry/commentary/words.md": """
  ---
  kind: word
  notes:
    ebb-tide: {id: ebb, was: [tide]}
  ---

  ## Ebb tide

  > At [the ebb](word:ebb)

  What is left of the river when the sea has called it back.
  """,
  "Content/words/ebb.md": """
  ---
  title: Ebb
  aliases: [low water]
  not: [low water mark]
  summary: The falling of the water.
  used: On the whole river
  related: ["flood:great-flood"]
  sources: [reede-1931]
  was: [neap]
  ---

  ### In the essay

  # In the river

  The rope lies dry; ferries wait. Contrast [the flood](flood:great-flood).
  """,
  "Content/floods/great-flood.md": """
  ---
  title: Great flood
  aliases: [the great flood]
  summary: It took the ferry and both ropes.
  date: 1878-02
  end: 1878-03-04
  place: Oxley
  ---

  It is remembered at every ebb. [A map](assets/map.png) was drawn of it: ![the river](assets/map.png)
  """,
  "Content/pages/about.md": """
  ---
  title: About the ferry
  ---

  # How to read

  Begin with [the essay](essay:ferry), or with [its first paragraph](essay:ferry/short#p1), or
  [write to us](mailto:ferry@site.example).
  """,
  "Content/sources.json": """
  [{"id": "reede-1931", "type": "book", "title": "Crossings", "author": [{"family": "Reede", "given": "Tomas"}],
    "publisher": "Oxley Press", "issued": {"date-parts": [[1931]]}, "URL": "https://library.example/crossings"}]
  """,
  "Content/assets/map.png": "not really a picture",
]
