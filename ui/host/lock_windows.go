package host

import (
	"errors"
	"syscall"
)

const noWait = 0 // no flag is needed: opening a file never waits on Windows

// sharingViolation is the error for a file that another process has opened without sharing.
const sharingViolation = syscall.Errno(32)

// tryLock locks a file, which it creates if necessary. It returns errLocked if another process
// has the lock. A process has the lock while it has the file open without sharing. The system
// closes the file when the process ends.
func tryLock(path string) (release func(), err error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	const noSharing = 0
	f, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, noSharing, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	switch {
	case errors.Is(err, sharingViolation):
		return nil, errLocked
	case err != nil:
		return nil, err
	}
	return func() { _ = syscall.CloseHandle(f) }, nil
}
