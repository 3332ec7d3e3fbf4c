package termtest

import (
	"io/fs"
	"os"
	"strings"
)

// Sources looks at all files below the root of the module, for tests that build
// teapot and run it: go test gives a result again as long as the files are the same
// that a test has looked at, and it does not see what other programs look at.
func Sources(root string) error {
	return fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && path != "." && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		return err
	})
}
