# Each target works as the first and only command on a fresh Debian machine with Swift 6.3.

# The published site, rebuilt where its content or templates changed.
site: libraries
	swift run --configuration release --quiet gloss build --site . --output Public

# Everything that can be checked by a machine.
test: libraries checkers
	scripts/test

PREFIX = /usr/local

# The program by itself, with Swift's own libraries inside.
release: libraries
	swift build --configuration release --static-swift-stdlib --product gloss --scratch-path .build-release

# Puts it where shells find it.
install: release
	install -D -m 755 .build-release/release/gloss $(DESTDIR)$(PREFIX)/bin/gloss

# The C libraries that gloss stands on.
libraries:
	@scripts/install libraries

# The HTML checker and the browser that the tests ask; Python packages go into .venv.
checkers:
	@scripts/install checkers

# What to run before a commit.
check: libraries
	scripts/check

.PHONY: site test release install libraries checkers check
