import Diagnostics
import TestSupport
import Testing

@testable import Publishing

@Suite struct ManifestTests {
  private func manifest(_ files: [(String, String)]) throws -> Manifest {
    var manifest = Manifest()
    for (path, text) in files {
      manifest.add(try SitePath.validating(path), ContentHash(of: Array(text.utf8)))
    }
    return manifest
  }

  @Test func `the hash is the SHA-256 that other tools print`() {
    let digests = [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ]
    for (text, digest) in digests { #expect(ContentHash(of: Array(text.utf8)).description == digest) }
  }

  @Test func `pieces of any size give the digest of the whole`() {
    let bytes = (0..<300).map { UInt8($0 % 251) }
    for size in [1, 7, 55, 56, 63, 64, 65, 128, 299] {
      var digest = Digest()
      for start in stride(from: 0, to: bytes.count, by: size) {
        digest.update(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(digest.finished() == ContentHash(of: bytes))
    }
  }

  @Test func `a manifest is one sorted line a file`() throws {
    let manifest = try manifest([("b.css", ""), ("a/x.html", "abc"), ("b.css", "abc")])
    #expect(
      String(decoding: manifest.serialized, as: UTF8.self) == """
        {
          "version": 1,
          "files": {
            "a/x.html": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "b.css": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad \
        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
          }
        }

        """)
  }

  @Test func `what is written is read again`() throws {
    for files in [[], [("a", "x")], [("a", "x"), ("é/\u{1F600}", "y"), ("a", "z")]] {
      let manifest = try manifest(files)
      let read = Manifest.reading(manifest.serialized, path: "m")
      #expect(read.value == manifest)
      #expect(read.diagnostics == [])
    }
  }

  @Test func `only what stands as it is written is read in one pass, and comes to the same`() throws {
    let bytes = try manifest([("a", "x"), ("é/b.html", "y"), ("a", "z"), ("c", "x")]).serialized
    #expect(Manifest(serialized: bytes)?.serialized == bytes)
    var random = SeededRandom(seed: 10)
    for _ in 0..<5_000 {
      var damaged = bytes
      let place = Int.random(in: 0..<damaged.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: damaged[place] = bytes.randomElement(using: &random) ?? 0
      case 1: damaged.remove(at: place)
      default: damaged.insert(UInt8.random(in: 0...255, using: &random), at: place)
      }
      if let read = Manifest(serialized: damaged) { #expect(read.serialized == damaged) }
    }
  }

  @Test func `both sides of a merge conflict are read, with a warning`() throws {
    let ours = try manifest([("a.html", "1"), ("b.html", "1")])
    let theirs = try manifest([("a.html", "2"), ("b.html", "1"), ("c.html", "1")])
    let conflict =
      "<<<<<<< ours\n\(String(decoding: ours.serialized, as: UTF8.self))=======\n"
      + "\(String(decoding: theirs.serialized, as: UTF8.self))>>>>>>> theirs\n"
    let read = Manifest.reading(Array(conflict.utf8), path: "Public/.gloss/manifest.json")
    #expect(read.value == ours.union(theirs))
    #expect(
      read.diagnostics == [
        .warning(
          "output.manifest-damaged",
          "“Public/.gloss/manifest.json” is damaged; files that it does not name for certain count as foreign",
          in: "Public/.gloss/manifest.json")
      ])
  }

  @Test func `a manifest cut anywhere gives no path that it did not have`() throws {
    let whole = try manifest([("a.html", "1"), ("b/c.html", "2"), ("d.html", "3")])
    for length in 0..<whole.serialized.count {
      let read = Manifest.reading(Array(whole.serialized.prefix(length)), path: "m")
      #expect(read.value.union(whole) == whole)
      #expect(read.diagnostics.map(\.id) == ["output.manifest-damaged"])
    }
  }

  @Test func `a path that leads out is left out`() throws {
    let hash = ContentHash(of: [])
    let text =
      "{\"version\": 1, \"files\": {\"../../x\": \"\(hash)\", \"/etc/passwd\": \"\(hash)\", \"a\": \"\(hash)\"}}"
    let read = Manifest.reading(Array(text.utf8), path: "m")
    #expect(read.value.paths.map(\.text) == ["a"])
    #expect(read.diagnostics.map(\.id) == ["output.manifest-damaged"])
  }

  @Test func `a manifest of a later version is refused`() {
    let read = Manifest.reading(Array("{\"version\": 2, \"tree\": []}".utf8), path: "m")
    #expect(read.diagnostics.map(\.summary) == ["“m” was written by a later version of gloss"])
    #expect(read.diagnostics.hasErrors)
  }
}
