package cli

import (
	"os/exec"
	"strings"
	"testing"

	"teapot/ui/host"
)

// TestMissingPager checks that the page is printed without a pager if the pager does not
// exist, and that a pager which fails is an error.
func TestMissingPager(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip(err)
	}
	for _, tt := range []struct {
		pager string
		code  int
		want  string // the text on stderr
	}{
		{"no-such-pager -x", ExitFound, "teapot: pager no-such-pager -x: exit status 127; the page is printed without it\n"},
		{"/dev/null", ExitFound, "teapot: pager /dev/null: exit status 126; the page is printed without it\n"},
		{"exit 3", ExitUsage, "teapot: pager exit 3: exit status 3\n"},
		{"cat >/dev/null", ExitFound, ""},
	} {
		out, stderr, code := call(t, IO{OutTerm: true, ErrTerm: true, Env: []string{"PAGER=" + tt.pager}, Host: host.Host{}}, "404", "--pager")
		printed := strings.HasSuffix(tt.want, "without it\n")
		if code != tt.code || stderr != tt.want || strings.Contains(out, "Not Found") != printed {
			t.Errorf("%s: exit %d, %q, %.50q", tt.pager, code, stderr, out)
		}
	}
}
