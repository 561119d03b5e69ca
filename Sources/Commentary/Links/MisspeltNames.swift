import Diagnostics
import Synchronization

/// The lists of names that misspelt ones are compared with, each made when the first of its sort is misspelt.
///
/// A class since all who hold a table of names share them.
final class MisspeltNames: Sendable {
  enum Sort: Sendable, Hashable {
    /// An entry of a kind.
    case entry(String)
    case source
    case essay
    /// A version of an essay.
    case version(String)
    /// A note of an essay, or of any.
    case note(String?)
  }

  private let lists = Mutex<[Sort: NearMisses]>([:])

  /// The list of a sort, of what `names` gives if it is asked for first.
  subscript(_ sort: Sort, names: () -> [String]) -> NearMisses {
    lists.withLock { lists in
      if let known = lists[sort] { return known }
      let new = NearMisses(among: names())
      lists[sort] = new
      return new
    }
  }
}
