// Package ui_test holds the house together: it checks who may import whom.
package ui_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed says which packages of the module each package may import, as the
// table in CONTRIBUTING.md lists them. A package that is not listed fails the
// test: new rooms are added on purpose.
func allowed(t *testing.T) map[string]string {
	t.Helper()
	rules := map[string]string{}
	for _, row := range table(t, "Architecture") {
		if len(row) != 3 {
			t.Fatalf("a row of the architecture has %d columns: %q", len(row), row)
		}
		rules[path.Join("teapot", code(row[0]))] = code(row[2])
	}
	return rules
}

// forbidden are the imports that would let the outside in where it must not be.
func forbidden(pkg, imported string) string {
	inModel := strings.HasPrefix(pkg, "teapot/model")
	switch {
	case inModel && isOneOf(imported, "os io/fs net net/http syscall"):
		return "the model is pure"
	case inModel && strings.HasPrefix(imported, "charm.land/"):
		return "the model knows no terminal"
	case pkg == "teapot/ui/host", pkg == "teapot/ui/paint", pkg == "teapot/ui/termtest": // the machine itself, and the terminal itself
	case strings.HasPrefix(pkg, "teapot/ui/") && isOneOf(imported, "os os/exec syscall"):
		return "facts of the process are handed in"
	case pkg == "teapot/data" && isOneOf(imported, "os net"):
		return "the loader reads an fs.FS"
	}
	return ""
}

func isOneOf(s, words string) bool {
	return slices.Contains(strings.Fields(words), s)
}

func TestImports(t *testing.T) {
	rules := allowed(t)
	seen := map[string]bool{}
	for file, imports := range productFiles(t) {
		pkg := path.Join("teapot", filepath.ToSlash(filepath.Dir(file)))
		list, known := rules[pkg]
		if !known {
			t.Errorf("%s: package %s is not in the list of rooms", file, pkg)
		}
		seen[pkg] = true
		for _, imported := range imports {
			if why := forbidden(pkg, imported); why != "" {
				t.Errorf("%s imports %s: %s", file, imported, why)
			}
			if own, ok := strings.CutPrefix(imported, "teapot/"); ok && !isOneOf(own, list) {
				t.Errorf("%s imports %s: %s may only import %q", file, imported, pkg, list)
			}
		}
	}
	for pkg := range rules {
		if !seen[pkg] {
			t.Errorf("%s is listed, but there is no such package", pkg)
		}
	}
}

// productFiles returns the imports of every file of the module but the tests.
func productFiles(t *testing.T) map[string][]string {
	t.Helper()
	files := map[string][]string{}
	root := ".."
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		switch name := d.Name(); {
		case err != nil:
			return err
		case d.IsDir() && len(name) > 2 && name[0] == '.', d.IsDir() && name == "testdata":
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		files[rel] = nil
		for _, i := range parsed.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			files[rel] = append(files[rel], name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
