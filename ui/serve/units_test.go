package serve_test

import (
	"os"
	"regexp"
	"testing"
)

// TestUnitProgram checks that the unit starts the program where the packages install it.
func TestUnitProgram(t *testing.T) {
	release, unit := "../../.goreleaser.yaml", "systemd/teapot.service"
	want := field(t, release, `bindir: (\S+)`) + "/" + field(t, release, `- binary: (\S+)`)
	if got := field(t, unit, `ExecStart=(\S+)`); got != want {
		t.Errorf("%s starts %s; the packages install %s", unit, got, want)
	}
}

// TestUnitReload checks that "systemctl reload" sends the signal that reads the keys again.
func TestUnitReload(t *testing.T) {
	if got := field(t, "systemd/teapot.service", `ExecReload=(.*)`); got != "/bin/kill -HUP $MAINPID" {
		t.Errorf("the unit reloads with %q", got)
	}
}

// field returns the first group of the first line of a file that matches a pattern.
func field(t *testing.T, path, pattern string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^\s*` + pattern).FindSubmatch(text)
	if m == nil {
		t.Fatalf("%s has no line %s", path, pattern)
	}
	return string(m[1])
}
