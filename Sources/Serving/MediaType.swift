/// The media type of a file, by what follows the last dot of its name.
func mediaType(of path: String) -> String {
  let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
  guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return "application/octet-stream" }
  return mediaTypes[String(Substring(name[name.index(after: dot)...])).lowercased()]
    ?? "application/octet-stream"
}

private let mediaTypes = [
  "avif": "image/avif", "css": "text/css; charset=utf-8", "csv": "text/csv; charset=utf-8",
  "epub": "application/epub+zip", "gif": "image/gif", "htm": "text/html; charset=utf-8",
  "html": "text/html; charset=utf-8", "ico": "image/x-icon", "jpeg": "image/jpeg", "jpg": "image/jpeg",
  "js": "text/javascript; charset=utf-8", "json": "application/json", "jsonld": "application/ld+json",
  "m4a": "audio/mp4", "md": "text/markdown; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
  "mp3": "audio/mpeg", "mp4": "video/mp4", "ogg": "audio/ogg", "otf": "font/otf", "pdf": "application/pdf",
  "png": "image/png", "svg": "image/svg+xml", "ttf": "font/ttf", "txt": "text/plain; charset=utf-8",
  "vtt": "text/vtt; charset=utf-8", "wasm": "application/wasm", "wav": "audio/wav",
  "webm": "video/webm", "webmanifest": "application/manifest+json", "webp": "image/webp",
  "woff": "font/woff", "woff2": "font/woff2", "xml": "application/xml", "zip": "application/zip",
]
