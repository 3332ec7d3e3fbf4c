//go:build unix

package ui_test

import "testing"

// TestPager checks that the shell runs the command in $PAGER. It also checks that $LESS is set
// so that less shows colors, unless the user has set $LESS.
func TestPager(t *testing.T) {
	for want, env := range map[string]string{"LESS is FRX": "OTHER=", "LESS is -i": "LESS=-i", "LESS is .": "LESS="} {
		p := startTeapot(t, 80, 24, []string{env, `PAGER=tr a-z A-Z | sed 1q; echo "LESS is $LESS."`}, "--color", "never", "--pager", "418")
		p.Expect("418  I'M A TEAPOT")
		p.Expect(want)
		if code := p.Exit(); code != 0 {
			t.Errorf("%s: exit code %d", env, code)
		}
	}
}

// TestPagerIsInterrupted checks that ctrl+c interrupts the pager, and that teapot waits until
// the pager has ended, even if ctrl+c kills the shell that runs the pager.
func TestPagerIsInterrupted(t *testing.T) {
	const pager = `trap "echo stopped; exit 0" INT; cat >/dev/null; echo ready; read x </dev/tty`
	for _, command := range []string{pager, "sh -c '" + pager + "'; :"} {
		p := startTeapot(t, 80, 24, []string{"PAGER=" + command}, "--pager", "418")
		p.Expect("ready")
		p.Type("ctrl+c")
		p.Expect("stopped")
		if code := p.Exit(); code != 0 {
			t.Errorf("%s: exit code %d", command, code)
		}
	}
}
