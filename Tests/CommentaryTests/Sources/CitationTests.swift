import Commentary
import Diagnostics
import Records
import TestSupport
import Testing

/// Citations of every type that CSL knows, as whole sentences; `*…*` is italic and `<…>` a link.
struct CitationTests {
  private func source(_ json: String) throws -> Source {
    let read = SourceList.reading(SourceText(path: "sources.json", text: "[{\"id\": \"s1\", \(json)}]"))
    try #require(read.diagnostics.told == [])
    return try #require(read.value.first)
  }

  private func written(_ spans: [CitationSpan]) -> String {
    spans.map { span in
      switch span {
      case .text(let text): text
      case .title(let text): "*\(text)*"
      case .link(let text, let url): text == url ? "<\(url)>" : "<\(text) \(url)>"
      }
    }.joined()
  }

  /// A citation to be: an item, a locator, and its note and entry.
  struct Example: Sendable, CustomTestStringConvertible {
    let json: String
    let locator: String?
    let note: String
    let entry: String
    let short: String

    var testDescription: String { json }

    init(_ json: String, at locator: String? = nil, _ note: String, _ entry: String, _ short: String) {
      self.json = json
      self.locator = locator
      self.note = note
      self.entry = entry
      self.short = short
    }
  }

  @Test(arguments: examples)
  func `an item is cited in full in a note, in the bibliography and again`(_ example: Example) throws {
    let source = try source(example.json)
    #expect(written(source.note(locator: example.locator)) == example.note)
    #expect(written(source.bibliographyEntry) == example.entry)
    #expect(written(source.shortNote(locator: example.locator)) == example.short)
  }

  private static let examples: [Example] = [
    Example(
      #""type": "article-journal", "title": "Verify What?", "author": [{"given": "Ann", "family": "Lee"}], "container-title": "Journal of Treaties", "volume": "12", "issue": 3, "page": "45-60", "issued": {"date-parts": [[2000, 10]]}, "DOI": "10.1000/xyz<1>""#,
      at: "47-8",
      "Ann Lee, “Verify What?” *Journal of Treaties* 12, no. 3 (October 2000): 47–8, <https://doi.org/10.1000/xyz<1> https://doi.org/10.1000/xyz%3C1%3E>.",
      "Lee, Ann. “Verify What?” *Journal of Treaties* 12, no. 3 (October 2000): 45–60. <https://doi.org/10.1000/xyz<1> https://doi.org/10.1000/xyz%3C1%3E>.",
      "Lee, “Verify What?” 47–8."),
    Example(
      #""type": "article-journal", "title": "Verify What?", "author": [{"given": "Ann", "family": "Lee"}], "container-title": "Journal of Treaties", "volume": "12", "issue": 3, "page": "45-60", "issued": {"date-parts": [[2000, 10]]}"#,
      "Ann Lee, “Verify What?” *Journal of Treaties* 12, no. 3 (October 2000): 45–60.",
      "Lee, Ann. “Verify What?” *Journal of Treaties* 12, no. 3 (October 2000): 45–60.",
      "Lee, “Verify What?”"),
    Example(
      #""type": "article-journal", "title": "On “Deals”", "author": [{"given": "Ann", "family": "Lee"}, {"given": "Bo", "family": "Cho"}], "container-title": "Online Journal", "issued": {"date-parts": [[2001]]}"#,
      "Ann Lee and Bo Cho, “On ‘Deals,’” *Online Journal*, 2001.",
      "Lee, Ann, and Bo Cho. “On ‘Deals.’” *Online Journal*, 2001.",
      "Lee and Cho, “On ‘Deals.’”"),
    Example(
      #""type": "article-magazine", "title": "The Long Road Home.", "author": [{"given": "Ann", "family": "Lee"}, {"given": "Bo", "family": "Cho"}, {"given": "Cy", "family": "Day"}], "container-title": "The Weekly", "issued": {"date-parts": [["2000", "10", "23"]]}, "page": "31""#,
      at: "31",
      "Ann Lee, Bo Cho, and Cy Day, “The Long Road Home,” *The Weekly*, 23 October 2000, 31.",
      "Lee, Ann, Bo Cho, and Cy Day. “The Long Road Home.” *The Weekly*, 23 October 2000, 31.",
      "Lee, Cho, and Day, “The Long Road Home,” 31."),
    Example(
      #""type": "article-newspaper", "title": "Summit Ends", "container-title": "Seoul Daily", "issued": {"date-parts": [[2000, 6, 16]]}, "URL": "https://example.org/a%20b""#,
      "“Summit Ends,” *Seoul Daily*, 16 June 2000, <https://example.org/a%20b>.",
      "“Summit Ends.” *Seoul Daily*, 16 June 2000. <https://example.org/a%20b>.",
      "“Summit Ends.”"),
    Example(
      #""type": "article", "title": "Working Paper", "author": [{"given": "Ann", "family": "Lee"}, {"given": "Bo", "family": "Cho"}, {"given": "Cy", "family": "Day"}, {"given": "Di", "family": "Eck"}], "issued": {"date-parts": [[2015]]}"#,
      at: "3",
      "Ann Lee et al., “Working Paper,” 2015, 3.",
      "Lee, Ann, Bo Cho, Cy Day, and Di Eck. “Working Paper.” 2015.",
      "Lee et al., “Working Paper,” 3."),
    Example(
      #""type": "book", "title": "Madam Secretary: A Memoir", "author": [{"given": "Ann", "family": "Lee", "suffix": "Jr."}], "publisher": "Miramax", "publisher-place": "New York", "edition": "2", "volume": "1", "collection-title": "Lives", "collection-number": "7", "issued": {"date-parts": [[2003]]}"#,
      at: "465",
      "Ann Lee Jr., *Madam Secretary: A Memoir*, 2nd ed., vol. 1, Lives 7 (New York: Miramax, 2003), 465.",
      "Lee, Ann, Jr. *Madam Secretary: A Memoir*. 2nd ed. Vol. 1. Lives 7. New York: Miramax, 2003.",
      "Lee, *Madam Secretary*, 465."),
    Example(
      #""type": "book", "title": "Collected Papers", "editor": [{"given": "Ann", "family": "Lee"}, {"given": "Bo", "family": "Cho"}], "translator": [{"given": "Cy", "family": "Day"}], "publisher": "House", "issued": {"date-parts": [[1994], [2002]]}"#,
      "Ann Lee and Bo Cho, eds., *Collected Papers*, trans. Cy Day (House, 1994–2002).",
      "Lee, Ann, and Bo Cho, eds. *Collected Papers*. Translated by Cy Day. House, 1994–2002.",
      "Lee and Cho, *Collected Papers*."),
    Example(
      #""type": "book", "title": "Kosmos", "author": [{"given": "Alexander", "family": "Humboldt", "dropping-particle": "von"}], "editor": [{"given": "Ann", "family": "Lee"}], "issued": {"date-parts": [[1845]]}"#,
      at: "2",
      "Alexander von Humboldt, *Kosmos*, ed. Ann Lee (1845), 2.",
      "Humboldt, Alexander von. *Kosmos*. Edited by Ann Lee. 1845.",
      "Humboldt, *Kosmos*, 2."),
    Example(
      #""type": "chapter", "title": "The Korean Case", "author": [{"given": "Charles", "family": "Gaulle", "non-dropping-particle": "de"}], "container-title": "Sanctions", "editor": [{"given": "Ann", "family": "Lee"}, {"given": "Bo", "family": "Cho"}], "publisher": "Press", "publisher-place": "Paris", "page": "101-20", "issued": {"date-parts": [[1999]]}"#,
      "Charles de Gaulle, “The Korean Case,” in *Sanctions*, ed. Ann Lee and Bo Cho (Paris: Press, 1999), 101–20.",
      "de Gaulle, Charles. “The Korean Case.” In *Sanctions*, edited by Ann Lee and Bo Cho, 101–20. Paris: Press, 1999.",
      "de Gaulle, “The Korean Case.”"),
    Example(
      #""type": "entry-encyclopedia", "title": "Armistice", "container-title": "Encyclopedia of War", "edition": "3rd ed.", "publisher": "Press", "issued": {"date-parts": [[1990]]}"#,
      "“Armistice,” in *Encyclopedia of War*, 3rd ed. (Press, 1990).",
      "“Armistice.” In *Encyclopedia of War*, 3rd ed. Press, 1990.",
      "“Armistice.”"),
    Example(
      #""type": "paper-conference", "title": "A Paper", "author": [{"given": "Ann", "family": "Lee"}], "container-title": "Proceedings", "page": "1-9", "issued": {"date-parts": [[2010]]}"#,
      at: "4",
      "Ann Lee, “A Paper,” in *Proceedings* (2010), 4.",
      "Lee, Ann. “A Paper.” In *Proceedings*, 1–9. 2010.",
      "Lee, “A Paper,” 4."),
    Example(
      #""type": "webpage", "title": "About Us", "author": [{"literal": "Department of State"}], "container-title": "State.gov", "accessed": {"date-parts": [[2024, 5, 3]]}, "URL": "https://example.org/about""#,
      "Department of State, “About Us,” State.gov, accessed 3 May 2024, <https://example.org/about>.",
      "Department of State. “About Us.” State.gov. Accessed 3 May 2024. <https://example.org/about>.",
      "Department of State, “About Us.”"),
    Example(
      #""type": "webpage", "title": "Who Paid?", "publisher": "The Institute", "issued": {"date-parts": [[2003, 2]]}, "accessed": {"date-parts": [[2024, 5, 3]]}, "URL": "https://example.org/""#,
      "“Who Paid?” The Institute, February 2003, <https://example.org/>.",
      "“Who Paid?” The Institute, February 2003. <https://example.org/>.",
      "“Who Paid?”"),
    Example(
      #""type": "post-weblog", "title": "A Post", "author": [{"given": "Ann", "family": "Lee"}], "container-title": "The Blog", "issued": {"date-parts": [[2012, 1, 2]]}, "URL": "HTTP://example.org/""#,
      "Ann Lee, “A Post,” The Blog, 2 January 2012, <HTTP://example.org/>.",
      "Lee, Ann. “A Post.” The Blog, 2 January 2012. <HTTP://example.org/>.",
      "Lee, “A Post.”"),
    Example(
      #""type": "report", "title": "Inspections in 2001", "author": [{"literal": "Congressional Research Service"}], "genre": "report", "number": "RL30613", "publisher": "CRS", "publisher-place": "Washington", "issued": {"date-parts": [[2001, 2, 27]]}"#,
      at: "12",
      "Congressional Research Service, *Inspections in 2001*, report RL30613 (Washington: CRS, 27 February 2001), 12.",
      "Congressional Research Service. *Inspections in 2001*. Report RL30613. Washington: CRS, 27 February 2001.",
      "Congressional Research Service, *Inspections in 2001*, 12."),
    Example(
      #""type": "thesis", "title": "On Trust", "author": [{"given": "Ann", "family": "Lee"}], "genre": "PhD diss.", "publisher": "University of X", "issued": {"date-parts": [[2011]]}"#,
      at: "88",
      "Ann Lee, “On Trust” (PhD diss., University of X, 2011), 88.",
      "Lee, Ann. “On Trust.” PhD diss., University of X, 2011.",
      "Lee, “On Trust,” 88."),
    Example(
      #""type": "legislation", "title": "Sanctions Act of 2016", "number": "Pub. L. 114-122", "volume": "130", "container-title": "Stat.", "page": "93", "issued": {"date-parts": [[2016, 2, 18]]}, "URL": "https://example.org/law""#,
      at: "sec. 104",
      "Sanctions Act of 2016, Pub. L. 114-122, 130 Stat. 93 (18 February 2016), sec. 104, <https://example.org/law>.",
      "Sanctions Act of 2016. Pub. L. 114-122, 130 Stat. 93 (18 February 2016). <https://example.org/law>.",
      "Sanctions Act of 2016, sec. 104."),
    Example(
      #""type": "bill", "title": "Sanctions Bill", "number": "H.R. 757", "authority": "114th Congress", "issued": {"date-parts": [[2015]]}"#,
      "Sanctions Bill, H.R. 757 (114th Congress, 2015).",
      "Sanctions Bill. H.R. 757 (114th Congress, 2015).",
      "Sanctions Bill."),
    Example(
      #""type": "legal_case", "title": "Doe v. Roe", "volume": "12", "container-title": "U.S.", "page": "34", "authority": "Supreme Court", "issued": {"date-parts": [[1950]]}"#,
      "Doe v. Roe, 12 U.S. 34 (Supreme Court, 1950).",
      "Doe v. Roe. 12 U.S. 34 (Supreme Court, 1950).",
      "Doe v. Roe."),
    Example(
      #""type": "regulation", "title": "Export Rules", "issued": {"date-parts": [[2005]]}"#,
      "Export Rules (2005).",
      "Export Rules (2005).",
      "Export Rules."),
    Example(
      #""type": "treaty", "title": "Armistice Agreement", "issued": {"date-parts": [[1953, 7, 27]]}, "volume": "4", "container-title": "U.S.T.", "page": "234""#,
      at: "art. 2",
      "Armistice Agreement, 27 July 1953, 4 U.S.T. 234, art. 2.",
      "Armistice Agreement. 27 July 1953, 4 U.S.T. 234.",
      "Armistice Agreement, art. 2."),
    Example(
      #""type": "treaty", "title": "Joint Declaration", "genre": "declaration", "number": "A-1", "authority": "North–South", "issued": {"date-parts": [[1992, 1, 20]]}"#,
      "Joint Declaration, declaration, 20 January 1992, A-1, North–South.",
      "Joint Declaration. Declaration. 20 January 1992, A-1, North–South.",
      "Joint Declaration."),
    Example(
      #""type": "hearing", "title": "Policy toward Pyongyang", "section": "Committee on Foreign Relations", "authority": "Senate", "chapter-number": "106th Congress", "issued": {"date-parts": [[2000, 3, 21]]}"#,
      at: "47",
      "*Policy toward Pyongyang*, hearing before the Committee on Foreign Relations, Senate, 106th Congress (21 March 2000), 47.",
      "*Policy toward Pyongyang*. Hearing before the Committee on Foreign Relations, Senate, 106th Congress (21 March 2000).",
      "*Policy toward Pyongyang*, 47."),
    Example(
      #""type": "hearing", "title": "Sanctions", "authority": "the Senate", "issued": {"date-parts": [[2000]]}"#,
      "*Sanctions*, hearing before the Senate (2000).",
      "*Sanctions*. Hearing before the Senate (2000).",
      "*Sanctions*."),
    Example(
      #""type": "broadcast", "title": "Kim's Nuclear Gamble", "container-title": "Frontline", "publisher": "PBS", "issued": {"date-parts": [[2003, 4, 10]]}, "URL": "https://example.org/f""#,
      at: "12:30",
      "“Kim’s Nuclear Gamble,” *Frontline*, PBS, 10 April 2003, 12:30, <https://example.org/f>.",
      "“Kim’s Nuclear Gamble.” *Frontline*, PBS, 10 April 2003. <https://example.org/f>.",
      "“Kim’s Nuclear Gamble,” 12:30."),
    Example(
      #""type": "broadcast", "title": "News", "issued": {"date-parts": [[2003]]}"#,
      "“News,” 2003.",
      "“News.” 2003.",
      "“News.”"),
    Example(
      #""type": "interview", "title": "Talks \"in Good Faith\"", "author": [{"given": "Ann", "family": "Lee"}], "interviewer": [{"given": "Bo", "family": "Cho"}], "container-title": "Frontline", "issued": {"date-parts": [[2003, 3, 1]]}"#,
      "Ann Lee, “Talks ‘in Good Faith,’” interview by Bo Cho, *Frontline*, 1 March 2003.",
      "Lee, Ann. “Talks ‘in Good Faith.’” Interview by Bo Cho. *Frontline*, 1 March 2003.",
      "Lee, “Talks ‘in Good Faith.’”"),
    Example(
      #""type": "interview", "author": [{"given": "Ann", "family": "Lee"}], "issued": {"date-parts": [[2003, 3, 1]]}"#,
      "Ann Lee, interview, 1 March 2003.",
      "Lee, Ann. Interview. 1 March 2003.",
      "Lee, interview."),
    Example(
      #""type": "speech", "title": "Berlin Declaration", "author": [{"family": "Kim", "given": "Dae-jung", "static-ordering": true}], "event-title": "Free University", "event-place": "Berlin", "issued": {"date-parts": [[2000, 3, 9]]}"#,
      "Kim Dae-jung, “Berlin Declaration” (speech, Free University, Berlin, 9 March 2000).",
      "Kim Dae-jung. “Berlin Declaration.” Speech, Free University, Berlin, 9 March 2000.",
      "Kim, “Berlin Declaration.”"),
    Example(
      #""type": "motion_picture", "title": "Dr. Strangelove", "director": [{"given": "Stanley", "family": "Kubrick"}], "publisher": "Columbia", "publisher-place": "Culver City", "medium": "film", "issued": {"date-parts": [[1964]]}"#,
      at: "1:02:03",
      "*Dr. Strangelove*, directed by Stanley Kubrick (Culver City: Columbia, 1964), film, 1:02:03.",
      "*Dr. Strangelove*. Directed by Stanley Kubrick. Culver City: Columbia, 1964. Film.",
      "*Dr. Strangelove*, 1:02:03."),
    Example(
      #""type": "song", "title": "Arirang", "author": [{"given": "Ann", "family": "Lee"}], "issued": {"literal": "n.d."}"#,
      "Ann Lee, *Arirang* (n.d.).",
      "Lee, Ann. *Arirang*. N.d.",
      "Lee, *Arirang*."),
    Example(
      #""type": "personal_communication", "genre": "letter to the author", "author": [{"given": "Ann", "family": "Lee"}], "issued": {"date-parts": [[1999, 12, 31]]}"#,
      "Ann Lee, letter to the author, 31 December 1999.",
      "Lee, Ann. Letter to the author. 31 December 1999.",
      "Lee, letter to the author."),
    Example(
      #""type": "manuscript", "title": "Diary", "author": [{"given": "Ann", "family": "Lee"}], "archive": "National Archives", "archive_location": "Box 3", "issued": {"date-parts": [[1950, 6]]}"#,
      at: "4",
      "Ann Lee, “Diary,” June 1950, 4, Box 3, National Archives.",
      "Lee, Ann. “Diary.” June 1950. Box 3, National Archives.",
      "Lee, “Diary,” 4."),
    Example(
      #""type": "custom-type", "title": "Who Knows!", "publisher": "Someone", "issued": {"raw": "1990-05"}"#,
      "“Who Knows!” Someone, May 1990.",
      "“Who Knows!” Someone, May 1990.",
      "“Who Knows!”"),
    Example(
      #""type": "document", "accessed": {"date-parts": [[2020]]}"#,
      "s1.",
      "s1.",
      "s1."),
    Example(
      #""type": "dataset", "title": "Deals “of ‘Note’”", "publisher": "Data House", "issued": {"date-parts": [[2020]], "circa": true}"#,
      "“Deals ‘of ‘Note,’’” Data House, ca. 2020.",
      "“Deals ‘of ‘Note.’’” Data House, ca. 2020.",
      "“Deals ‘of ‘Note.’’”"),
  ]
}
