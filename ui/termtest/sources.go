package termtest

import (
	"io/fs"
	"os"
	"strings"
)

// StatSources looks at the names and times of all files below the root of the module.
// A test that builds and runs teapot must call it, or go test may show an old result
// from its cache. It runs a test again if a file has changed that the test itself has
// opened or looked at, but does not see which files the build reads.
func StatSources(root string) error {
	return fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && path != "." && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		return err
	})
}
