package ui_test

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// table returns the rows of the table in that section of CONTRIBUTING.md,
// without its head.
func table(t *testing.T, section string) [][]string {
	t.Helper()
	text, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, body, found := strings.Cut(string(text), "\n## "+section+"\n")
	if !found {
		t.Fatalf("CONTRIBUTING.md has no section %q", section)
	}
	body, _, _ = strings.Cut(body, "\n## ")
	var rows [][]string
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	if len(rows) < 3 {
		t.Fatalf("section %q has no table", section)
	}
	return rows[2:]
}

// code is what stands in backquotes, without them and the commas between.
func code(cell string) string {
	return strings.NewReplacer("`", "", ",", "").Replace(cell)
}

// TestDependencies holds the list of dependencies to the direct ones of go.mod.
func TestDependencies(t *testing.T) {
	var listed []string
	for _, row := range table(t, "Dependencies") {
		if len(row) != 2 || row[1] == "" {
			t.Errorf("%q does not say what it is for", row)
		}
		listed = append(listed, code(row[0]))
	}
	text, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	var direct []string
	for line := range strings.Lines(string(text)) {
		module, version, found := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "require ")), " ")
		if found && strings.HasPrefix(version, "v") && !strings.HasSuffix(version, "// indirect") {
			direct = append(direct, module)
		}
	}
	for _, m := range direct {
		if !slices.Contains(listed, m) {
			t.Errorf("CONTRIBUTING.md does not say why %s is required", m)
		}
	}
	for _, m := range listed {
		if !slices.Contains(direct, m) {
			t.Errorf("CONTRIBUTING.md lists %s, which go.mod does not require directly", m)
		}
	}
}
