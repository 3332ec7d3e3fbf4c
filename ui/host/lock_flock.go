//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package host

import (
	"errors"
	"os"
	"syscall"
)

// noWait is a flag for os.OpenFile. With it, opening a named pipe does not wait for a writer.
const noWait = syscall.O_NONBLOCK

// tryLock locks a file, which it creates if necessary. It returns errLocked if another process
// has the lock. The system releases the lock when the process ends.
func tryLock(path string) (release func(), err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|noWait, 0o600)
	if err != nil {
		return nil, err
	}
	release = func() { _ = f.Close() } // this releases the lock
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case err == nil, isWithoutLocks(err):
		return release, nil
	case errors.Is(err, syscall.EWOULDBLOCK), errors.Is(err, syscall.EINTR):
		err = errLocked
	}
	release()
	return nil, err
}

// isWithoutLocks reports whether an error says that the file system has no locks. Then the
// program goes on without a lock, because two processes rarely write at the same time.
func isWithoutLocks(err error) bool {
	return errors.Is(err, syscall.ENOLCK) || errors.Is(err, syscall.ENOSYS) || errors.Is(err, syscall.ENOTSUP)
}
