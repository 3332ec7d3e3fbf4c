// Package ui_test tests the program as a whole: which packages import which, and how the real
// program behaves on a terminal and as a server.
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

// importRules returns the table of packages in CONTRIBUTING.md. The key is a package, and the
// value names the packages of the module that it may import, separated by spaces.
func importRules(t *testing.T) map[string]string {
	t.Helper()
	rules := map[string]string{}
	for _, row := range readTable(t, "Architecture") {
		if len(row) != 3 {
			t.Fatalf("a row of the architecture has %d columns: %q", len(row), row)
		}
		rules[path.Join("teapot", removeMarks(row[0]))] = removeMarks(row[2])
	}
	return rules
}

// whyForbidden returns the reason why a package must not import a package of the standard
// library or of another module. It returns "" if the import is allowed.
func whyForbidden(pkg, imported string) string {
	inModel := strings.HasPrefix(pkg, "teapot/model")
	switch {
	case inModel && isOneOf(imported, "os io/fs net net/http syscall"):
		return "the model is pure"
	case inModel && strings.HasPrefix(imported, "charm.land/"):
		return "the model knows no terminal"
	case pkg == "teapot/ui/host", pkg == "teapot/ui/paint", pkg == "teapot/ui/termtest": // these packages deal with the machine and the terminal
	case strings.HasPrefix(pkg, "teapot/ui/") && isOneOf(imported, "os os/exec syscall"):
		return "main.go passes in the facts about the process"
	case pkg == "teapot/data" && isOneOf(imported, "os net"):
		return "the loader reads an fs.FS"
	}
	return ""
}

// isOneOf reports whether s is one of the words, which are separated by spaces.
func isOneOf(s, words string) bool {
	return slices.Contains(strings.Fields(words), s)
}

// TestImports checks that every package is in the table of CONTRIBUTING.md and imports only
// what the table allows.
func TestImports(t *testing.T) {
	rules := importRules(t)
	seen := map[string]bool{}
	for file, imports := range importsByFile(t) {
		pkg := path.Join("teapot", filepath.ToSlash(filepath.Dir(file)))
		allowed, ok := rules[pkg]
		if !ok {
			t.Errorf("%s: package %s is not in the table of CONTRIBUTING.md", file, pkg)
		}
		seen[pkg] = true
		for _, imported := range imports {
			if why := whyForbidden(pkg, imported); why != "" {
				t.Errorf("%s imports %s: %s", file, imported, why)
			}
			if inModule, ok := strings.CutPrefix(imported, "teapot/"); ok && !isOneOf(inModule, allowed) {
				t.Errorf("%s imports %s: %s may only import %q", file, imported, pkg, allowed)
			}
		}
	}
	for pkg := range rules {
		if !seen[pkg] {
			t.Errorf("%s is listed, but there is no such package", pkg)
		}
	}
}

// importsByFile returns the imports of every Go file of the module, except the tests.
func importsByFile(t *testing.T) map[string][]string {
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
