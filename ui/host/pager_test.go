//go:build unix

package host

import (
	"slices"
	"strings"
	"testing"
)

// TestShellCommand checks that a program with arguments replaces the shell, that everything
// else is left to the shell, and that Windows needs no shell.
func TestShellCommand(t *testing.T) {
	for _, tt := range []struct{ goos, command, want string }{
		{"linux", "cat -u", "sh -c exec cat -u"},
		{"linux", "no-such-pager -x", "sh -c no-such-pager -x"},
		{"linux", "exit 3", "sh -c exit 3"},
		{"linux", "cat | cat", "sh -c cat | cat"},
		{"linux", "cat >/dev/null", "sh -c cat >/dev/null"},
		{"linux", "LESS=-i cat", "sh -c LESS=-i cat"},
		{"linux", "cat 'a file'", "sh -c cat 'a file'"},
		{"windows", "more /e", "more /e"},
		{"windows", "a | b", "a | b"},
	} {
		got := shellCommand(tt.goos, tt.command)
		if strings.Join(got, " ") != tt.want || tt.goos == "linux" && len(got) != 3 {
			t.Errorf("%s, %q: %q, want %q", tt.goos, tt.command, got, tt.want)
		}
	}
}

// TestDefaultPager checks that less is the default pager only if it is installed.
func TestDefaultPager(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if got := (Host{}).DefaultPager(); got != "" {
		t.Errorf("without less: %q", got)
	}
}

// TestRunPagerErrors checks that a pager which stops reading is no error, and that other
// failures are.
func TestRunPagerErrors(t *testing.T) {
	long := strings.Repeat("a line of a long page\n", 100_000)
	var failed []string
	for _, command := range []string{"true", "exec 0<&-; true", "exec 3<&0; sleep 9 >/dev/null 2>&1 & true", "exit 3", " "} {
		if err := (Host{}).RunPager(t.Context(), command, strings.NewReader(long)); err != nil {
			failed = append(failed, command)
		}
	}
	if want := []string{"exit 3", " "}; !slices.Equal(failed, want) {
		t.Errorf("errors from %q, want them from %q", failed, want)
	}
}
