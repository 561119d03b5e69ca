/// Maps on all cores, in tasks of several elements each; the results stand in the order of the input.
func concurrentMap<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], _ transform: @escaping @Sendable (Input) async -> Output
) async -> [Output] {
  let chunk = max(1, min(8, inputs.count / 64))
  return await withTaskGroup(of: (Int, [Output]).self) { group in
    for start in stride(from: 0, to: inputs.count, by: chunk) {
      group.addTask {
        var outputs: [Output] = []
        for input in inputs[start..<min(start + chunk, inputs.count)] {
          outputs.append(await transform(input))
        }
        return (start, outputs)
      }
    }
    var chunks: [(Int, [Output])] = []
    for await result in group { chunks.append(result) }
    return chunks.sorted { $0.0 < $1.0 }.flatMap(\.1)
  }
}
