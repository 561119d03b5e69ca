import Commentary
import Diagnostics
import HTML
import Markup
import Templates

/// Which versions are compared, and where.
extension Publication {
  /// Up to so many texts of an essay each is compared with every other; beyond, the pages would grow with their square.
  ///
  /// Then a present version is compared with the first and with its neighbours in the list, and a text that was kept
  /// with the present one and with those before and after it.
  static let fullyComparedTexts = 8

  /// Version ids are folders and names here, so that no two pairs of ids make one path.
  static func comparison(from old: String, to new: String, of essay: String) -> Address {
    Address("\(essay)/compare/\(old)/\(new).html")
  }

  /// The texts of an essay that can be compared: the present versions, then those that were kept, by date.
  func comparedEditions(of essay: String) -> [Edition] {
    hasComparisons ? editions(of: essay) + revisions(of: essay) : []
  }

  /// Where two texts are compared, in this order; nothing where they are not.
  ///
  /// `all` are those of their essay.
  func comparison(from old: Edition, to new: Edition, among all: [Edition]) -> Address? {
    guard let one = all.firstIndex(where: { $0.address == old.address }),
      let other = all.firstIndex(where: { $0.address == new.address }), one != other,
      all.count <= Self.fullyComparedTexts || areRelated(min(one, other), max(one, other), in: all)
    else { return nil }
    return Self.comparison(from: old.version.settings.id, to: new.version.settings.id, of: old.essay.id)
  }

  private func areRelated(_ one: Int, _ other: Int, in all: [Edition]) -> Bool {
    let (first, second) = (all[one].version.settings, all[other].version.settings)
    guard let revision = second.revision else { return one == 0 || other == one + 1 }
    guard let earlier = first.revision else { return first.id == revision.version }
    let isBetween = all[one + 1..<other].contains {
      $0.version.settings.revision?.version == revision.version
    }
    return earlier.version == revision.version && !isBetween
  }

  /// The comparison that a reading page leads to: of a text that was kept with the present one, of a present version
  /// with the first, of the first with the second, or else with the text that was kept last.
  func comparison(of edition: Edition) -> Address? {
    let all = comparedEditions(of: edition.essay.id)
    guard all.count > 1 else { return nil }
    if let revision = edition.version.settings.revision {
      let present = all.first { $0.version.settings.id == revision.version }
      return present.flatMap { comparison(from: edition, to: $0, among: all) }
    }
    if edition.address != all[0].address { return comparison(from: all[0], to: edition, among: all) }
    if all[1].version.settings.revision == nil { return comparison(from: edition, to: all[1], among: all) }
    return comparison(from: all[all.count - 1], to: edition, among: all)
  }

  /// A page for every two texts of an essay that are compared, in both orders, so that sides are swapped by a link.
  func comparisonPages(of essay: Essay) -> [Page] {
    let all = comparedEditions(of: essay.id)
    return all.flatMap { old in
      all.compactMap { new in
        comparison(from: old, to: new, among: all).map {
          comparisonPage(from: old, to: new, among: all, at: $0)
        }
      }
    }
  }

  private func comparisonPage(
    from old: Edition, to new: Edition, among all: [Edition], at address: Address
  ) -> Page {
    let labels = "\(old.version.settings.label) and \(new.version.settings.label)"
    let title = "\(old.essay.settings.title): \(labels) compared"
    return Page(
      at: address,
      from: .generated("the comparison of “\(old.version.settings.id)” with “\(new.version.settings.id)”"),
      template: "compare", title: title,
      language: settings.language, isListed: false,
      // The same words as on the reading pages, which are to be found instead.
      metadata: Metadata(names: [("robots", "noindex")]),
      dependingOn: .essay(old.essay.id),
      data: ComparisonPage(from: old, to: new, among: all, at: address, in: self).data)
  }
}
