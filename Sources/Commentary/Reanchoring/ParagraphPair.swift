/// Paragraphs of an old text and what they are in the new one.
package struct ParagraphPair: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// The same words, case and typography aside, in their old order.
    case same
    case edited
    /// At another place among the paragraphs; perhaps edited too, see `isEdited`.
    case moved
    /// One old paragraph is several new ones.
    case split
    /// Several old paragraphs are one new one.
    case merged
    case inserted
    case deleted
  }

  package let kind: Kind
  /// Indices into the old text's paragraphs, rising; empty for an inserted one.
  package let old: [Int]
  /// Indices into the new text's paragraphs, rising; empty for a deleted one.
  package let new: [Int]
  /// Whether any word differs.
  package let isEdited: Bool
  /// The share of words, by weight, that both sides have: 0…1.
  package let likeness: Double
}

extension TextAlignment {
  /// Every paragraph of both texts in exactly one pair: in the order of the new text, each deleted one after the
  /// pair that the paragraph before it went to.
  package var paragraphs: [ParagraphPair] { ParagraphPairing(self).pairs() }
}

/// Finds which paragraphs belong together by the words they share.
private struct ParagraphPairing {
  private let alignment: TextAlignment
  private let oldMass: [Float]
  private let newMass: [Float]

  /// How much of the smaller paragraph must stand in the other one.
  private static let floor: Float = 0.3

  init(_ alignment: TextAlignment) {
    self.alignment = alignment
    func mass(_ text: WordedText) -> [Float] {
      text.paragraphs.map { text.words[$0].reduce(0) { $0 + alignment.vocabulary.weights[Int($1)] } }
    }
    oldMass = mass(alignment.old)
    newMass = mass(alignment.new)
  }

  func pairs() -> [ParagraphPair] {
    let groups = self.groups()
    let inOrder = Set(
      heaviestChain(
        groups.enumerated().map { number, group in
          (Match(old: group.old.first ?? 0, new: group.new.first ?? 0), Float(0.01) + group.common)
        }, newCount: newMass.count
      ).map(\.new))
    var byNew: [Int: ParagraphPair] = [:]
    var afterOld: [Int: Int] = [:]
    for group in groups {
      let pair = pair(of: group, isInOrder: inOrder.contains(group.new.first ?? -1))
      byNew[group.new.first ?? 0] = pair
      for one in group.old { afterOld[one] = group.new.first }
    }
    let taken = Set(groups.flatMap(\.new))
    var deleted: [Int: [ParagraphPair]] = [:]
    var place = -1
    for one in oldMass.indices {
      if let there = afterOld[one] {
        place = there
      } else {
        deleted[place, default: []].append(
          ParagraphPair(kind: .deleted, old: [one], new: [], isEdited: true, likeness: 0))
      }
    }
    var pairs = deleted[-1] ?? []
    for other in newMass.indices {
      if let pair = byNew[other] {
        pairs.append(pair)
      } else if !taken.contains(other) {
        pairs.append(ParagraphPair(kind: .inserted, old: [], new: [other], isEdited: true, likeness: 0))
      }
      pairs += deleted[other] ?? []
    }
    return pairs
  }

  private struct Group {
    var old: [Int]
    var new: [Int]
    var common: Float
  }

  private func groups() -> [Group] {
    var edges = self.edges()
    edges.sort { ($0.common, -$0.old, -$0.new) > ($1.common, -$1.old, -$1.new) }
    var groups: [Group] = []
    var ofOld: [Int: Int] = [:]
    var ofNew: [Int: Int] = [:]
    for edge in edges {
      switch (ofOld[edge.old], ofNew[edge.new]) {
      case (nil, nil):
        (ofOld[edge.old], ofNew[edge.new]) = (groups.count, groups.count)
        groups.append(Group(old: [edge.old], new: [edge.new], common: edge.common))
      case (let known?, nil) where groups[known].old.count == 1:
        groups[known].new = (groups[known].new + [edge.new]).sorted()
        groups[known].common += edge.common
        ofNew[edge.new] = known
      case (nil, let known?) where groups[known].new.count == 1:
        groups[known].old = (groups[known].old + [edge.old]).sorted()
        groups[known].common += edge.common
        ofOld[edge.old] = known
      case _: continue
      }
    }
    return groups
  }

  /// Pairs of paragraphs of which one holds a good part of the other.
  private func edges() -> [(old: Int, new: Int, common: Float)] {
    var common: [Match: Float] = [:]
    var order: [Match] = []
    for (paragraph, words) in alignment.old.paragraphs.enumerated() {
      for word in words where alignment.partners[word] >= 0 {
        let other = alignment.new.paragraph(of: Int(alignment.partners[word]))
        let edge = Match(old: paragraph, new: other)
        if common[edge] == nil { order.append(edge) }
        common[edge, default: 0] += alignment.vocabulary.weights[Int(alignment.old.words[word])]
      }
    }
    return order.compactMap { edge in
      let shared = common[edge] ?? 0
      let smaller = min(oldMass[edge.old], newMass[edge.new])
      return shared >= Self.floor * smaller ? (edge.old, edge.new, shared) : nil
    }
  }

  private func pair(of group: Group, isInOrder: Bool) -> ParagraphPair {
    let mass = group.old.reduce(0) { $0 + oldMass[$1] } + group.new.reduce(0) { $0 + newMass[$1] }
    let isEdited =
      group.old.flatMap { alignment.old.words[alignment.old.paragraphs[$0]] }
      != group.new.flatMap { alignment.new.words[alignment.new.paragraphs[$0]] }
    let kind: ParagraphPair.Kind =
      if group.new.count > 1 {
        .split
      } else if group.old.count > 1 {
        .merged
      } else if !isInOrder {
        .moved
      } else {
        isEdited ? .edited : .same
      }
    return ParagraphPair(
      kind: kind, old: group.old, new: group.new, isEdited: isEdited,
      likeness: mass > 0 ? Double(min(1, 2 * group.common / mass)) : 1)
  }
}
