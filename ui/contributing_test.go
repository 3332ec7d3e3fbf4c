package ui_test

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// readTable returns the cells of the table in a section of CONTRIBUTING.md, row by row. It
// leaves out the head of the table.
func readTable(t *testing.T, section string) [][]string {
	t.Helper()
	text, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, body, ok := strings.Cut(string(text), "\n## "+section+"\n")
	if !ok {
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

// removeMarks removes backquotes and commas from a cell of a table: "`a`, `b`" becomes "a b".
func removeMarks(cell string) string {
	return strings.NewReplacer("`", "", ",", "").Replace(cell)
}

// TestDependencies checks that CONTRIBUTING.md lists the modules that go.mod requires directly,
// and no others.
func TestDependencies(t *testing.T) {
	var inTable []string
	for _, row := range readTable(t, "Dependencies") {
		if len(row) != 2 || row[1] == "" {
			t.Errorf("%q does not say what it is for", row)
		}
		inTable = append(inTable, removeMarks(row[0]))
	}
	text, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	var inGoMod []string
	for line := range strings.Lines(string(text)) {
		module, version, ok := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "require ")), " ")
		if ok && strings.HasPrefix(version, "v") && !strings.HasSuffix(version, "// indirect") {
			inGoMod = append(inGoMod, module)
		}
	}
	for _, m := range inGoMod {
		if !slices.Contains(inTable, m) {
			t.Errorf("CONTRIBUTING.md does not say why %s is required", m)
		}
	}
	for _, m := range inTable {
		if !slices.Contains(inGoMod, m) {
			t.Errorf("CONTRIBUTING.md lists %s, which go.mod does not require directly", m)
		}
	}
}
