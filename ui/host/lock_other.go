//go:build !darwin && !dragonfly && !freebsd && !linux && !netbsd && !openbsd && !windows

package host

const noWait = 0

// tryLock takes no lock, because the system has none that this program knows.
func tryLock(string) (release func(), err error) { return func() {}, nil }
