package import Diagnostics
import Glibc
package import Publishing

/// A site that is served from memory, and built anew whenever the bytes of its sources change.
///
/// A class because the server’s thread answers from what the builder has made. Nothing is written but
/// notes that a page of the preview asks for.
package final class Preview: Sendable {
  /// What the preview is told from outside.
  package struct Options: Sendable {
    package var site: String
    package var host: String
    package var port: UInt16
    package var editor: EditorAddress?
    package var isPolling: Bool
    package var build: BuildOptions

    package init(
      site: String, host: String, port: UInt16, editor: EditorAddress? = nil, isPolling: Bool = false,
      build: BuildOptions = BuildOptions()
    ) {
      self.site = site
      self.host = host
      self.port = port
      self.editor = editor
      self.isPolling = isPolling
      self.build = build
    }
  }

  /// What came of one look at the sources.
  package struct Report: Sendable {
    /// In reading order; with errors the pages stay the last good ones, if there were any.
    package let diagnostics: [Diagnostic]
    /// Whether there is anything to show.
    package let hasPages: Bool
    /// `nil` where there is no new site.
    package let summary: Summary?
    package let duration: Duration
  }

  /// How often listeners hear something, so that those who are gone are noticed.
  private static let heartbeat = Duration.seconds(10)

  /// Such as `http://127.0.0.1:8000/`.
  package let address: String
  private let options: Options
  private let folder: String
  /// `nil` where other machines can connect: they may read.
  private let margin: MarginWriter?
  private let editor: EditorAddress?
  private let site: Guarded<ServedSite>
  private let events = EventHub()
  /// What the last builds made, so that an edit remakes only what it touches.
  private let past = Recollection()
  private let daemon = Guarded<HTTPDaemon?>(nil)
  private let stop: StopSignal

  /// Listens at the host and port; there is nothing to see before `run`.
  package init(_ options: Options, stoppedBy stop: StopSignal) throws(FileError) {
    self.options = options
    self.stop = stop
    folder = try absolutePath(of: options.site)
    site = Guarded(ServedSite(waitingFor: []))
    let socket = try ListeningSocket(host: options.host, port: options.port)
    editor = socket.isOwn ? options.editor : nil
    margin = socket.isOwn ? MarginWriter(site: folder, editor: options.editor) : nil
    address = "http://\(socket.host):\(socket.port)/"
    let check = RequestCheck(
      listeningAt: socket.host, named: options.host, port: socket.port, token: margin?.token)
    let started = HTTPDaemon(on: socket.descriptor, check: check, events: events) { [weak self] request in
      self?.answer(to: request) ?? .plain(503, "the preview is over")
    }
    guard let started else {
      close(socket.descriptor)
      throw FileError(.serve, address, .refused("the server could not be started"))
    }
    daemon.withLock { $0 = started }
  }

  /// Builds, and builds again after each change, until it is stopped; each build is reported.
  package func run(reporting: (Report) -> Void) async {
    let watch = FolderWatch(site: folder, stoppedBy: stop.descriptor, isPolling: options.isPolling)
    var known: Look?
    var beaten = ContinuousClock.now
    var wake = FolderWatch.Wake.change(.anywhere)
    while wake != .stop {
      // What could not be read is looked at again and again: the folder that is watched may be gone.
      if known?.isReadable == false { wake = .change(.anywhere) }
      if case .change(let change) = wake {
        watch.follow(change)
        let look = known?.again(at: folder, after: change) ?? Look(at: folder)
        if look != known { reporting(await rebuild(from: look)) }
        known = look
      }
      if ContinuousClock.now - beaten > Preview.heartbeat {
        events.beat()
        daemon.withLock { $0 }?.endSlowClients()
        beaten = .now
      }
      wake = watch.wait(isAnxious: known?.isReadable == false)
    }
    let running = daemon.withLock { daemon in
      defer { daemon = nil }
      return daemon
    }
    running?.stop()
  }

  private func answer(to request: Request) -> Response {
    let site = site.withLock { $0 }
    guard let margin else { return site.answer(to: request) }
    if request.target == LiveFiles.annotatePath { return margin.write(request.body) }
    if request.target.utf8.starts(with: LiveFiles.marginPath.utf8) {
      return margin.offer(at: request.target, in: site.sources)
    }
    return site.answer(to: request)
  }
}

extension Preview {
  /// Builds the site and shows it, or what is wrong with it, to everybody.
  private func rebuild(from look: Look) async -> Report {
    let start = ContinuousClock.now
    var findings = look.diagnostics
    var built: Site?
    if !findings.hasErrors {
      let result = await build(look.files, options: options.build, recalling: past)
      built = result.value
      findings += result.diagnostics
    }
    let diagnostics = findings.inReadingOrder
    let next = built.map { ServedSite($0.files, from: look.files, diagnostics: diagnostics) }
    let hasPages = site.withLock { site in
      site = next ?? site.reporting(diagnostics)
      return site.hasPages
    }
    events.tell(LiveState(diagnostics: diagnostics, site: folder, editor: editor).event)
    return Report(
      diagnostics: diagnostics, hasPages: hasPages, summary: built?.summary,
      duration: ContinuousClock.now - start)
  }
}

/// The sources at one time.
private struct Look: Equatable {
  var files = SourceFiles([])
  var diagnostics: [Diagnostic] = []
  var isReadable = true

  /// Reads the sources, several times where they change under the reader.
  init(at folder: String) {
    for attempt in 0..<5 {
      if attempt > 0 { usleep(20_000) }
      do throws(FileError) {
        let loaded = try SourceFiles.load(site: folder)
        (files, diagnostics, isReadable) = (loaded.value, loaded.diagnostics, true)
        return
      } catch {
        (diagnostics, isReadable) = ([error.diagnostic], false)
      }
    }
  }
}

extension Look {
  /// Reads what may have changed; everything, where that is more than the bytes of files that are known.
  fileprivate func again(at folder: String, after change: FolderWatch.Change) -> Look {
    guard case .files(let paths) = change, let files = files.rereading(paths, ofSite: folder) else {
      return Look(at: folder)
    }
    var look = self
    look.files = files
    return look
  }
}

/// The path from the root, links resolved, so that an editor finds it.
private func absolutePath(of path: String) throws(FileError) -> String {
  guard let resolved = unsafe realpath(path, nil) else { throw FileError(.read, path, .system(errno)) }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}
