private import CMicroHTTPD
import Glibc
import Publishing

/// An HTTP server on a listening socket: libmicrohttpd with one thread of its own for all clients.
///
/// A class because it owns the library’s daemon. This file is the only one that knows the library; addresses
/// of its objects are kept as numbers, and used only while the library keeps the objects alive.
final class HTTPDaemon: Sendable {
  /// As many clients at once; more are turned away, so that descriptors are left for the site’s files.
  private static let clientLimit: UInt32 = 600
  /// Seconds that a client may be silent before its request is complete, or between two requests.
  private static let patience: UInt32 = 15
  /// How long a request may take to come in, however little its client is silent.
  private static let requestPatience = Duration.seconds(30)

  private let check: RequestCheck
  private let answer: @Sendable (Request) -> Response
  private let events: EventHub
  private let waiting = WaitingClients()
  private let daemon = Guarded<UInt>(0)

  /// Serves until `stop()` who passes the check; `nil` where the library cannot start.
  init?(
    on socket: Int32, check: RequestCheck, events: EventHub,
    answer: @escaping @Sendable (Request) -> Response
  ) {
    self.check = check
    self.answer = answer
    self.events = events
    let own = unsafe Unmanaged.passUnretained(self).toOpaque()
    guard
      let started = unsafe gloss_start_daemon(
        socket, HTTPDaemon.clientLimit, HTTPDaemon.patience,
        { own, connection, target, method, _, bytes, length, seen in
          unsafe HTTPDaemon.receive(own, connection, target, method, bytes, length, seen)
        },
        { own, connection, seen, _ in unsafe HTTPDaemon.finish(own, connection, seen) },
        { own, connection, _, change in
          unsafe HTTPDaemon.note(own, connection, isStart: gloss_is_start(change) != 0)
        }, own)
    else { return nil }
    daemon.withLock { $0 = UInt(bitPattern: started) }
  }

  /// Ends connections whose request has been coming in for too long; to be called now and then.
  func endSlowClients() { waiting.end(waitingLonger: HTTPDaemon.requestPatience) }

  /// Ends all connections; nobody is answered afterwards.
  func stop() {
    events.close()
    let address = daemon.withLock { daemon in
      defer { daemon = 0 }
      return daemon
    }
    unsafe OpaquePointer(bitPattern: address).map { unsafe MHD_stop_daemon($0) }
  }

  deinit { stop() }
}

/// A request whose body is still to come; only the library’s thread knows it.
private final class Arrival {
  let request: Request
  private var body: [UInt8] = []
  private var isTooLarge = false

  init(_ request: Request) { self.request = request }

  func add(_ bytes: UnsafeRawBufferPointer) {
    isTooLarge = isTooLarge || body.count + bytes.count > Request.bodyLimit
    if !isTooLarge { unsafe body.append(contentsOf: bytes) }
  }

  /// `nil` where the body was too long to keep.
  var complete: Request? {
    if isTooLarge { return nil }
    var request = request
    request.body = body
    return request
  }
}

extension HTTPDaemon {
  /// Called when the head of a request is there, for each part of its body, and again when it is complete.
  private static func receive(
    _ own: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ target: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?, _ bytes: UnsafePointer<CChar>?, _ length: UnsafeMutablePointer<Int>?,
    _ seen: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
  ) -> MHD_Result {
    guard let own = unsafe own, let connection = unsafe connection, let target = unsafe target,
      let method = unsafe method, let length = unsafe length, let seen = unsafe seen
    else { return .NO }
    let server = unsafe Unmanaged<HTTPDaemon>.fromOpaque(own).takeUnretainedValue()
    guard let held = unsafe seen.pointee else {
      let request = unsafe Request(
        method: String(cString: method), target: String(cString: target), headers: headers(of: connection))
      // Who may not send a body is told before it comes; the rest waits, so that the connection can stay open.
      if request.method != "GET", request.method != "HEAD", let refusal = server.check.refusal(of: request) {
        return unsafe server.send(refusal, to: connection)
      }
      unsafe seen.pointee = Unmanaged.passRetained(Arrival(request)).toOpaque()
      return .YES
    }
    let arrival = unsafe Unmanaged<Arrival>.fromOpaque(held).takeUnretainedValue()
    if unsafe length.pointee > 0 {
      unsafe arrival.add(UnsafeRawBufferPointer(start: bytes, count: length.pointee))
      unsafe length.pointee = 0
      return .YES
    }
    server.waiting.forget(UInt(bitPattern: connection))
    guard let request = arrival.complete else {
      return unsafe server.send(.plain(413, "that is too much"), to: connection)
    }
    return unsafe server.send(server.check.refusal(of: request) ?? server.answer(request), to: connection)
  }

  /// Called when a connection is made, and before it is closed.
  private static func note(
    _ own: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, isStart: Bool
  ) {
    guard let own = unsafe own, let connection = unsafe connection else { return }
    let waiting = unsafe Unmanaged<HTTPDaemon>.fromOpaque(own).takeUnretainedValue().waiting
    if isStart {
      unsafe waiting.expect(on: UInt(bitPattern: connection), descriptor: gloss_descriptor(connection))
    } else {
      waiting.forget(UInt(bitPattern: connection))
    }
  }

  /// Called when a request is done with, whichever way it ended; another may follow on its connection.
  private static func finish(
    _ own: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ seen: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
  ) {
    unsafe note(own, connection, isStart: true)
    guard let seen = unsafe seen, let held = unsafe seen.pointee else { return }
    unsafe Unmanaged<Arrival>.fromOpaque(held).release()
    unsafe seen.pointee = nil
  }

  private static func headers(of connection: OpaquePointer) -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    unsafe withUnsafeMutablePointer(to: &found) { list in
      _ = unsafe gloss_each_header(
        connection,
        { list, _, name, value in
          if let name = unsafe name {
            let text = unsafe value.map { unsafe String(cString: $0) } ?? ""
            unsafe list?.assumingMemoryBound(to: [(name: String, value: String)].self).pointee
              .append((String(cString: name), text))
          }
          return .YES
        }, list)
    }
    return found
  }

  private func send(_ response: Response, to connection: OpaquePointer) -> MHD_Result {
    let made: OpaquePointer?
    switch response.body {
    case .bytes(let bytes):
      unsafe made = unsafe bytes.withUnsafeBytes { unsafe gloss_response_with_copy($0.count, $0.baseAddress) }
    case .events:
      unsafe made = unsafe HTTPDaemon.stream(for: events.listener(at: UInt(bitPattern: connection)))
    }
    guard let made = unsafe made else { return .NO }
    defer { unsafe MHD_destroy_response(made) }
    for header in response.guarded.headers {
      _ = unsafe MHD_add_response_header(made, header.name, header.value)
    }
    return unsafe MHD_queue_response(connection, UInt32(response.status), made)
  }

  /// The library holds the listener until the response is done with, whichever side ends it.
  private static func stream(for listener: EventListener) -> OpaquePointer? {
    let held = unsafe Unmanaged.passRetained(listener).toOpaque()
    let made = unsafe gloss_response_in_chunks(
      { held, _, buffer, room in
        guard let held = unsafe held, let buffer = unsafe buffer else { return gloss_end_of_stream }
        let listener = unsafe Unmanaged<EventListener>.fromOpaque(held).takeUnretainedValue()
        return unsafe listener.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: room))
      }, held,
      { held in
        guard let held = unsafe held else { return }
        unsafe Unmanaged<EventListener>.fromOpaque(held).takeRetainedValue().end()
      })
    if unsafe made == nil { unsafe Unmanaged<EventListener>.fromOpaque(held).release() }
    return unsafe made
  }
}

extension EventListener {
  /// Copies what there is to send, or lets the connection sleep until there is.
  fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    take(upTo: buffer.count, copying: { unsafe buffer.copyBytes(from: $0) }) { connection in
      unsafe OpaquePointer(bitPattern: connection).map { unsafe MHD_suspend_connection($0) }
    } ?? gloss_end_of_stream
  }

  /// Wakes a connection that sleeps.
  static func wake(_ connection: UInt) {
    unsafe OpaquePointer(bitPattern: connection).map { unsafe MHD_resume_connection($0) }
  }
}
