/// A place in one sequence that stands for a place in another.
struct Match: Sendable, Hashable {
  let old: Int
  let new: Int
}

/// The pairs that rise in both sequences and weigh most together, by a tree of running maxima: n log n.
func heaviestChain(_ pairs: [(match: Match, weight: Float)], newCount: Int) -> [Match] {
  guard !pairs.isEmpty else { return [] }
  let order = pairs.indices.sorted { left, right in
    let (one, other) = (pairs[left].match, pairs[right].match)
    // Pairs of one old place are met from behind, so that none chains with another of them.
    return one.old != other.old ? one.old < other.old : one.new > other.new
  }
  var best = [Int32](repeating: -1, count: newCount + 1)
  var total = [Float](repeating: 0, count: pairs.count)
  var before = [Int32](repeating: -1, count: pairs.count)
  for index in order {
    var node = pairs[index].match.new
    var found: Int32 = -1
    while node > 0 {
      let candidate = best[node]
      if candidate >= 0, found < 0 || total[Int(candidate)] > total[Int(found)] { found = candidate }
      node -= node & -node
    }
    before[index] = found
    total[index] = pairs[index].weight + (found >= 0 ? total[Int(found)] : 0)
    node = pairs[index].match.new + 1
    while node <= newCount {
      if best[node] < 0 || total[Int(best[node])] < total[index] { best[node] = Int32(index) }
      node += node & -node
    }
  }
  var chain: [Match] = []
  var last = total.indices.max { total[$0] < total[$1] }.map { Int32($0) } ?? -1
  while last >= 0 {
    chain.append(pairs[Int(last)].match)
    last = before[Int(last)]
  }
  return chain.reversed()
}

/// Matches equal elements of two sequences in order: patience diff, with Myers' where nothing is unique.
struct PatienceDiff<Key: Hashable> {
  let old: [Key]
  let new: [Key]
  /// What matching each element of `old` is worth.
  let weights: [Float]

  private struct Piece {
    let old: Range<Int>
    let new: Range<Int>
  }

  /// All matches, in order.
  func matches() -> [Match] {
    var matches: [Match] = []
    var open = [Piece(old: old.indices, new: new.indices)]
    while let next = open.popLast() {
      let piece = trimmed(next, into: &matches)
      guard !piece.old.isEmpty, !piece.new.isEmpty else { continue }
      let anchors = uniqueMatches(in: piece)
      guard !anchors.isEmpty else {
        matches += myers(piece)
        continue
      }
      matches += anchors
      var (left, right) = (piece.old.lowerBound, piece.new.lowerBound)
      for anchor in anchors + [Match(old: piece.old.upperBound, new: piece.new.upperBound)] {
        open.append(Piece(old: left..<anchor.old, new: right..<anchor.new))
        (left, right) = (anchor.old + 1, anchor.new + 1)
      }
    }
    return matches.sorted { $0.old < $1.old }
  }

  private func trimmed(_ piece: Piece, into matches: inout [Match]) -> Piece {
    var (left, right) = (piece.old, piece.new)
    while let first = left.first, let other = right.first, old[first] == new[other] {
      matches.append(Match(old: first, new: other))
      (left, right) = (first + 1..<left.upperBound, other + 1..<right.upperBound)
    }
    while let last = left.last, let other = right.last, old[last] == new[other] {
      matches.append(Match(old: last, new: other))
      (left, right) = (left.lowerBound..<last, right.lowerBound..<other)
    }
    return Piece(old: left, new: right)
  }

  private func uniqueMatches(in piece: Piece) -> [Match] {
    var places: [Key: (old: Int, new: Int)] = [:]
    for index in piece.old {
      places[old[index]] = (places[old[index]] == nil ? index : -2, -1)
    }
    for index in piece.new {
      guard let known = places[new[index]] else { continue }
      places[new[index]] = (known.old, known.new == -1 ? index : -2)
    }
    var pairs: [(match: Match, weight: Float)] = []
    for index in piece.old {
      guard let known = places[old[index]], known.old == index, known.new >= 0 else { continue }
      pairs.append((Match(old: index, new: known.new - piece.new.lowerBound), weights[index]))
    }
    return heaviestChain(pairs, newCount: piece.new.count).map {
      Match(old: $0.old, new: $0.new + piece.new.lowerBound)
    }
  }

  /// Myers' greedy diff (1986); gives up, without a match, where more than `limit` edits would be needed.
  private func myers(_ piece: Piece, limit: Int = 400) -> [Match] {
    let (n, m) = (piece.old.count, piece.new.count)
    let most = min(limit, n + m)
    var frontier = [Int](repeating: 0, count: 2 * most + 3)
    let zero = most + 1
    var history: [[Int]] = []
    for edits in 0...most {
      history.append(Array(frontier[zero - edits...zero + edits]))
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let goesDown =
          diagonal == -edits
          || (diagonal != edits && frontier[zero + diagonal - 1] < frontier[zero + diagonal + 1])
        var x = goesDown ? frontier[zero + diagonal + 1] : frontier[zero + diagonal - 1] + 1
        while x < n, x - diagonal < m, x - diagonal >= 0,
          old[piece.old.lowerBound + x] == new[piece.new.lowerBound + x - diagonal]
        { x += 1 }
        frontier[zero + diagonal] = x
        if x >= n, x - diagonal >= m { return traced(piece, history, edits) }
      }
    }
    return []
  }

  private func traced(_ piece: Piece, _ history: [[Int]], _ edits: Int) -> [Match] {
    var matches: [Match] = []
    var (x, y) = (piece.old.count, piece.new.count)
    for edits in stride(from: edits, through: 1, by: -1) {
      // What the frontier was before this edit; its middle is diagonal 0.
      let before = history[edits]
      func reach(_ diagonal: Int) -> Int { before[diagonal + edits] }
      let diagonal = x - y
      let goesDown = diagonal == -edits || (diagonal != edits && reach(diagonal - 1) < reach(diagonal + 1))
      let previous = goesDown ? diagonal + 1 : diagonal - 1
      let (startX, startY) = (reach(previous), reach(previous) - previous)
      let edgeX = goesDown ? startX : startX + 1
      while x > edgeX {
        (x, y) = (x - 1, y - 1)
        matches.append(Match(old: piece.old.lowerBound + x, new: piece.new.lowerBound + y))
      }
      (x, y) = (startX, startY)
    }
    while x > 0, y > 0 {
      (x, y) = (x - 1, y - 1)
      matches.append(Match(old: piece.old.lowerBound + x, new: piece.new.lowerBound + y))
    }
    return matches
  }
}
