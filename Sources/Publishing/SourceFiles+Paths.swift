extension SourceFiles {
  /// The paths of the files below a folder, sorted.
  func paths(under folder: String) -> [String] { below(folder).map(\.path.text) }
}
