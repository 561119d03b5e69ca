import Commentary
import Diagnostics
import HTML
import Markup
import Templates

/// Which versions are compared, and where.
extension Publication {
  /// Up to so many versions of an essay each is compared with every other; beyond, the pages would grow with the
  /// square of the versions, so each is compared with the first and with its neighbours in the list.
  static let fullyComparedVersions = 8

  /// Version ids are folders and names here, so that no two pairs of ids make one path.
  static func comparison(from old: String, to new: String, of essay: String) -> Address {
    Address("\(essay)/compare/\(old)/\(new).html")
  }

  /// Where two versions are compared, in this order; nothing where they are not.
  func comparison(from old: Edition, to new: Edition) -> Address? {
    guard hasComparisons, old.essay.id == new.essay.id, old.address != new.address else { return nil }
    let editions = self.editions(of: old.essay.id)
    if editions.count > Self.fullyComparedVersions {
      guard let one = editions.firstIndex(where: { $0.address == old.address }),
        let other = editions.firstIndex(where: { $0.address == new.address }),
        one == 0 || other == 0 || abs(one - other) == 1
      else { return nil }
    }
    return Self.comparison(
      from: old.version.settings.id, to: new.version.settings.id, of: old.essay.id)
  }

  /// The comparison that a version’s reading page leads to: with the first version, or of the first with the second.
  func comparison(of edition: Edition) -> Address? {
    let editions = self.editions(of: edition.essay.id)
    guard editions.count > 1 else { return nil }
    return edition.address == editions[0].address
      ? comparison(from: editions[0], to: editions[1]) : comparison(from: editions[0], to: edition)
  }

  /// A page for every two versions that are compared, in both orders, so that sides are swapped by a link.
  var comparisonPages: [Page] {
    manuscript.essays.flatMap { essay in
      let editions = self.editions(of: essay.id)
      return editions.flatMap { old in
        editions.compactMap { new in
          comparison(from: old, to: new).map { comparisonPage(from: old, to: new, at: $0) }
        }
      }
    }
  }

  private func comparisonPage(from old: Edition, to new: Edition, at address: Address) -> Page {
    let labels = "\(old.version.settings.label) and \(new.version.settings.label)"
    let title = "\(old.essay.settings.title): \(labels) compared"
    return Page(
      at: address,
      from: .generated("the comparison of “\(old.version.settings.id)” with “\(new.version.settings.id)”"),
      template: "compare", title: title,
      language: settings.language, isListed: false,
      // The same words as on the reading pages, which are to be found instead.
      metadata: Metadata(names: [("robots", "noindex")]),
      data: ComparisonPage(from: old, to: new, at: address, in: self).data)
  }
}
