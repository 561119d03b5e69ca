/// What a build may be told from outside; everything else comes from the site's files.
package struct BuildOptions: Sendable, Hashable {
  /// The address the site will have, in place of `address:` in `site.yaml`.
  package var baseURL: String?
  /// The audience whose notes are published besides those for everybody.
  package var audience: String?

  package init(baseURL: String? = nil, audience: String? = nil) {
    self.baseURL = baseURL
    self.audience = audience
  }
}
