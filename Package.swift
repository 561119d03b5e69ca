// swift-tools-version: 6.3
import PackageDescription

/// Every Swift target is compiled strictly: Swift 6 mode, memory safety, no warning left over.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
]

func room(_ name: String, knows rooms: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: rooms, swiftSettings: strict)
}

func tests(of name: String, knows rooms: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + rooms, swiftSettings: strict)
}

let package = Package(
  name: "gloss",
  products: [.executable(name: "gloss", targets: ["gloss"])],
  targets: [
    .systemLibrary(name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CMicroHTTPD", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
    .systemLibrary(name: "CListing"),
    // Sanitizers bring an allocator of their own, so only what is released has this one.
    .target(
      name: "CAllocator", linkerSettings: [.linkedLibrary("jemalloc", .when(configuration: .release))]),
    .target(name: "CStarter"),
    .target(name: "CPreviewFiles"),

    room("Diagnostics"),
    room("Records", knows: ["Diagnostics", "CYAML"]),
    room("Markup", knows: ["Diagnostics", "CCMark"]),
    room("HTML"),
    room("Templates", knows: ["Diagnostics", "HTML"]),
    room("Commentary", knows: ["Diagnostics", "Records", "Markup"]),
    room(
      "Publishing",
      knows: [
        "Diagnostics", "Records", "Markup", "Commentary", "HTML", "Templates", "CStarter", "CNettle",
        "CXXHash", "CListing",
      ]),
    room(
      "Serving", knows: ["Diagnostics", "Records", "Publishing", "HTML", "CMicroHTTPD", "CPreviewFiles"]),
    .executableTarget(
      name: "gloss",
      dependencies: ["Diagnostics", "Publishing", "Serving", "Commentary", "HTML", "Records", "CAllocator"],
      swiftSettings: strict),
    .executableTarget(
      name: "benchmark",
      dependencies: ["Diagnostics", "Commentary", "Publishing", "Serving", "CCMark", "CAllocator"],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport", swiftSettings: strict),
    tests(of: "Diagnostics"),
    tests(of: "Records"),
    tests(of: "Markup"),
    tests(of: "HTML"),
    tests(of: "Templates", knows: ["HTML"]),
    tests(of: "Commentary", knows: ["Markup", "Records"]),
    tests(of: "Publishing", knows: ["Markup", "Commentary", "HTML", "Templates", "Records"]),
    tests(of: "Serving", knows: ["Diagnostics", "Publishing"]),
    .testTarget(name: "CommandTests", dependencies: ["gloss", "TestSupport"], swiftSettings: strict),
  ],
  cLanguageStandard: .c2x
)
