package import Diagnostics

/// Takes the keys of a mapping one by one, says what is wrong with a value, and at the end which keys nobody
/// wanted.
///
///     var fields = FieldReader(record, of: "an entry")
///     let title = fields.requiredString("title")
///     findings += fields.finish()
package struct FieldReader {
  package var findings: [Diagnostic] = []
}
