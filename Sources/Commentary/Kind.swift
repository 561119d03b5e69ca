/// What sort of thing a note says or an entry is; kinds are the site's own, named in `site.yaml`.
package struct Kind: Sendable, Hashable {
  /// Where its notes stand if there is room for two margins; `auto` is whichever has more room.
  package enum Margin: String, Sendable, Hashable, CaseIterable { case left, right, auto }
  /// How the marked words are underlined, so that kinds differ without colour.
  package enum Line: String, Sendable, Hashable, CaseIterable { case solid, double, dotted, dashed }
  package enum Order: String, Sendable, Hashable, CaseIterable { case title, date }

  /// A field of an entry's front matter that its page shows, in this order.
  package struct Field: Sendable, Hashable {
    package let key: String
    package let label: String

    package init(key: String, label: String) {
      self.key = key
      self.label = label
    }
  }

  /// As links name it: the `term` of `term:nonaggression-pact`.
  package let id: String
  package let label: String
  package let plural: String
  package let margin: Margin
  package let line: Line
  /// The folder in `Content` and in the output that holds its entries; `nil` for kinds of note only.
  package let folder: String?
  package let fields: [Field]
  package let order: Order

  package init(
    id: String, label: String, plural: String, margin: Margin, line: Line, folder: String?, fields: [Field],
    order: Order
  ) {
    self.id = id
    self.label = label
    self.plural = plural
    self.margin = margin
    self.line = line
    self.folder = folder
    self.fields = fields
    self.order = order
  }
}
