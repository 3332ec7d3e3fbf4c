package termtest

import (
	"io/fs"
	"os"
	"strings"
)

// Sources reads the names and times of all files below the root of the module. A
// test that builds and runs teapot must call it: go test caches a result until a
// file changes that the test itself has read, and does not see what the build
// reads.
func Sources(root string) error {
	return fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && path != "." && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		return err
	})
}
