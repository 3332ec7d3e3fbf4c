package serve_test

import (
	"os"
	"regexp"
	"strconv"
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

// TestUnitMemory checks the limits in the unit: GOMEMLIMIT is three quarters of MemoryHigh, so
// that Go collects garbage before the system slows the service down, and MemoryHigh is below
// MemoryMax, at which the system ends the service. CPUWeight is below the default of 100, so
// that other services get more CPU time.
func TestUnitMemory(t *testing.T) {
	unit := "systemd/teapot.service"
	size := func(pattern string, factor int) int {
		n, err := strconv.Atoi(field(t, unit, pattern))
		if err != nil {
			t.Fatal(err)
		}
		return n * factor
	}
	goLimitMiB, highMiB, maxMiB := size(`Environment=GOMEMLIMIT=(\d+)MiB$`, 1), size(`MemoryHigh=(\d+)M$`, 1), size(`MemoryMax=(\d+)G$`, 1024)
	if goLimitMiB != highMiB*3/4 || highMiB >= maxMiB {
		t.Errorf("GOMEMLIMIT is %d MiB, MemoryHigh %d, MemoryMax %d", goLimitMiB, highMiB, maxMiB)
	}
	if w := size(`CPUWeight=(\d+)$`, 1); w >= 100 {
		t.Errorf("CPUWeight is %d; other services have 100", w)
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
