package import Diagnostics

/// What a build did to its output folder, or would do; all lists are sorted.
package struct WriteReport: Sendable, Hashable {
  package let created: [SitePath]
  /// Replaced by other bytes.
  package let changed: [SitePath]
  /// Right already; `adopted` among them.
  package let unchanged: [SitePath]
  /// Right already, and ours from now on.
  package let adopted: [SitePath]
  package let removed: [SitePath]
  /// Whether the folder now holds the site; `false` after an error, when nothing was written.
  package let isPublished: Bool
  package let diagnostics: [Diagnostic]
  /// The site's files as they stand afterwards.
  let standing: BuildCache.Standing?
}

extension WriteReport {
  /// Reports on a plan.
  init(
    _ plan: OutputPlan, isPublished: Bool, diagnostics: [Diagnostic],
    standing: BuildCache.Standing? = nil
  ) {
    created = plan.writes.map(\.path).filter { !plan.replaced.contains($0) }
    changed = plan.replaced.sorted()
    unchanged = plan.unchanged
    adopted = plan.adopted
    removed = plan.stale
    self.isPublished = isPublished
    self.standing = standing
    self.diagnostics = (diagnostics + plan.diagnostics).inReadingOrder
  }

  /// Reports that all would be new.
  init(created: [SitePath], isPublished: Bool) {
    self.created = created
    (changed, unchanged, adopted, removed, diagnostics) = ([], [], [], [], [])
    standing = nil
    self.isPublished = isPublished
  }
}
