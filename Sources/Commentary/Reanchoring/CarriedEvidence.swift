import Glibc

/// What speaks for and against a place that the old text's words were carried to.
///
/// A logistic model, whose constants were fitted to cases of edits with known truth; see `docs/anchoring.md`.
struct CarriedEvidence: Sendable {
  /// The share of the words that stand there, by weight.
  let kept: Float
  /// What the words weigh.
  let mass: Float
  /// The share of the rest of their sentence that went along.
  let sentence: Float
  /// The shares of the words before and after the place that stood there before, too: 0…2.
  let context: Float
  /// On how many sides what stays in order about the sentence is on the wrong side of the place.
  let disorder: Float
  /// How many edges are edges of sentences on one side alone.
  let clashes: Float

  /// How many words of the sentence count on each side.
  private static let sentenceReach = 80
  /// How many words of the context count on each side.
  private static let contextReach = 12
  /// How much nearer or farther than it was a word of the context may be.
  private static let contextSlack = 8
  /// How far to look for a word that stays in order.
  private static let orderReach = 60
  /// Less than this of a sentence beside the words tells nothing.
  private static let leastRest: Float = 0.3

  init(_ carried: CarriedWords, of words: Range<Int>, along mapping: WordMapping) {
    let (place, partners) = (carried.words, mapping.partners)
    func weight(_ word: Int) -> Float { mapping.vocabulary.weights[Int(mapping.old.words[word])] }
    kept = carried.kept
    mass = words.reduce(0) { $0 + weight($1) }
    let sentences = (
      old: mapping.old.sentences(about: words, reach: Self.sentenceReach),
      new: mapping.new.sentences(about: place, reach: Self.sentenceReach)
    )
    let rest = sentences.old.filter { !words.contains($0) }
    let restKept = rest.filter { sentences.new.contains(Int(partners[$0])) }
    sentence =
      (restKept.reduce(Self.leastRest) { $0 + weight($1) }) / rest.reduce(Self.leastRest) { $0 + weight($1) }
    context =
      Self.context(mapping, from: place.lowerBound - 1, was: words.lowerBound - 1, step: -1)
      + Self.context(mapping, from: place.upperBound, was: words.upperBound, step: 1)
    disorder = Self.disorder(mapping, about: sentences.old, place)
    let starts = (
      mapping.old.startsSentence(at: words.lowerBound, mapping.vocabulary),
      mapping.new.startsSentence(at: place.lowerBound, mapping.vocabulary)
    )
    let ends = (
      mapping.old.endsSentence(at: words.upperBound, mapping.vocabulary),
      mapping.new.endsSentence(at: place.upperBound, mapping.vocabulary)
    )
    clashes = (starts.0 != starts.1 ? 1 : 0) + (ends.0 != ends.1 ? 1 : 0)
  }

  /// The odds that the words went here and are not gone.
  var odds: Float {
    var odds: Float = -2.1 + 1.4 * log(0.3 + kept * mass) + 2.1 * kept
    // Below a half of the words, chance explains them.
    odds += 22 * min(0, kept - 0.5)
    // A copy put among foreign words has neither the rest of the sentence nor its context.
    odds += 3.6 * sentence + 2.2 * context
    return exp(min(30, odds - 1.5 * disorder - 1.9 * clashes))
  }

  /// The share of the new words from one on that stood about as far from the old one; near ones count most.
  private static func context(_ mapping: WordMapping, from word: Int, was: Int, step: Int) -> Float {
    var (total, same): (Float, Float) = (0, 0)
    for distance in 0..<contextReach {
      let index = word + step * distance
      guard mapping.origins.indices.contains(index) else { break }
      let weight =
        mapping.vocabulary.weights[Int(mapping.new.words[index])] / (1 + 0.2 * Float(distance))
      total += weight
      guard mapping.origins[index] >= 0 else { continue }
      let wasDistant = (Int(mapping.origins[index]) - was) * step
      if wasDistant >= 0, wasDistant <= distance + contextSlack {
        same += weight / (1 + 0.1 * Float(abs(wasDistant - distance)))
      }
    }
    return total > 0 ? same / total : 1
  }

  private static func disorder(_ mapping: WordMapping, about sentence: Range<Int>, _ place: Range<Int>)
    -> Float
  {
    func staysInOrder(_ word: Int) -> Bool { mapping.partners[word] >= 0 && !mapping.isMoved[word] }
    let before = max(0, sentence.lowerBound - orderReach)..<sentence.lowerBound
    let after = sentence.upperBound..<min(mapping.partners.count, sentence.upperBound + orderReach)
    var disorder: Float = 0
    if let word = before.last(where: staysInOrder), mapping.partners[word] >= place.lowerBound {
      disorder += 1
    }
    if let word = after.first(where: staysInOrder), mapping.partners[word] < place.upperBound {
      disorder += 1
    }
    return disorder
  }
}

extension WordedText {
  /// The sentences that some words belong to, without what is farther from them than `reach` words.
  fileprivate func sentences(about words: Range<Int>, reach: Int) -> Range<Int> {
    let start = sentences[sentence(of: words.lowerBound)].lowerBound
    let end = sentences[sentence(of: words.upperBound - 1)].upperBound
    return max(start, words.lowerBound - reach)..<min(end, words.upperBound + reach)
  }
}
