package host

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// ReadTrusted reads a file that decides who may do something. Only its owner may be able to
// write it: the mode of the file and of its folder are checked, except on Windows. The
// error says so if the file is larger than limit, in bytes.
func (Host) ReadTrusted(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path) // before it is opened, because opening a FIFO waits for a writer
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

// checkWritable returns an error if others may write an open file, or may replace it
// because they may write its folder. In a folder with the sticky bit they may not. If the
// file is a symbolic link, both folders count: that of the link and that of its target.
func checkWritable(f *os.File) error {
	if runtime.GOOS == "windows" { // its modes say nothing about others
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
