import Glibc

/// What a program took that has ended: milliseconds of time and of both cores, and MiB at its largest.
struct ProcessCost {
  let wall: Double
  let cpu: Double
  let memory: Double
}

/// Runs a program to its end, without its output.
func spend(_ words: [String]) -> ProcessCost {
  var child = pid_t()
  var usage = rusage()
  var actions = unsafe posix_spawn_file_actions_t()
  unsafe posix_spawn_file_actions_init(&actions)
  unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
  var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
  let wall = milliseconds {
    let status = unsafe posix_spawn(&child, words[0], &actions, nil, &arguments, environ)
    guard status == 0 else { fatalError("“\(words[0])” does not start: \(status)") }
    unsafe wait4(child, nil, 0, &usage)
  }
  unsafe arguments.forEach { unsafe free($0) }
  unsafe posix_spawn_file_actions_destroy(&actions)
  func spent(_ time: timeval) -> Double { Double(time.tv_sec) * 1_000 + Double(time.tv_usec) / 1_000 }
  return ProcessCost(
    wall: wall, cpu: spent(usage.ru_utime) + spent(usage.ru_stime), memory: Double(usage.ru_maxrss) / 1_024)
}

/// Where the shell finds a program.
func programPath(_ name: String) -> String? {
  let folders = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? ""
  return folders.split(separator: ":").map { "\($0)/\(name)" }.first { unsafe access($0, X_OK) == 0 }
}
