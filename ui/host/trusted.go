package host

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// ReadTrusted reads a file that grants rights to users, such as a list of authorized keys. It
// returns an error if users other than the owner may write or replace the file; it checks the
// modes of the file and its folder, except on Windows. It also returns an error if the file is
// larger than limit, in bytes.
func (Host) ReadTrusted(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path) // check this first, because opening a named pipe waits for a writer
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written to it
	if err := checkWritable(f); err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(content)) > limit {
		err = fmt.Errorf("%s: larger than %d MiB", path, limit>>20)
	}
	return content, err
}

// checkWritable returns an error if users other than the owner may write an open file, or may
// replace the file because they may write its folder. In a folder with the sticky bit they may
// not replace it. If the file is a symbolic link, checkWritable checks both the folder of the
// link and the folder of the link's target.
func checkWritable(f *os.File) error {
	if runtime.GOOS == "windows" { // the mode of a file does not show the rights of other users there
		return nil
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if mode := info.Mode().Perm(); mode&0o022 != 0 {
		return fmt.Errorf("%s: others may write it (mode %04o); use chmod go-w", f.Name(), mode)
	}
	target, err := filepath.EvalSymlinks(f.Name())
	if err != nil {
		return err
	}
	for _, dir := range []string{filepath.Dir(f.Name()), filepath.Dir(target)} {
		if info, err = os.Stat(dir); err != nil {
			return err
		}
		if mode := info.Mode(); mode.Perm()&0o002 != 0 && mode&os.ModeSticky == 0 {
			return fmt.Errorf("%s: others may replace it, because they may write the folder %s (mode %04o); use chmod o-w", f.Name(), dir, mode.Perm())
		}
	}
	return nil
}
