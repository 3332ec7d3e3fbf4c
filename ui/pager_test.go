//go:build unix

package ui_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"teapot/ui/termtest"
)

// TestPager checks that the shell runs the command in $PAGER. It also checks that $LESS is set
// so that less shows colors, unless the user has set $LESS.
func TestPager(t *testing.T) {
	for want, env := range map[string]string{"LESS is FRX": "OTHER=", "LESS is -i": "LESS=-i", "LESS is .": "LESS="} {
		p := startTeapot(t, 80, 24, []string{env, `PAGER=tr a-z A-Z | sed 1q; echo "LESS is $LESS."`}, "--color", "never", "418")
		p.Expect("418  I'M A TEAPOT")
		p.Expect(want)
		if code := p.Exit(); code != 0 {
			t.Errorf("%s: exit code %d", env, code)
		}
	}
}

// TestPageLength checks on a real terminal that output which is longer than the terminal goes
// through the pager, and that shorter output is printed and starts no program.
func TestPageLength(t *testing.T) {
	for _, tt := range []struct {
		name      string
		height    int
		env       []string
		args      []string
		wantPaged bool
	}{
		{"a long page", 24, nil, []string{"404"}, true},
		{"a page that fits", 200, nil, []string{"404"}, false},
		{"--no-pager", 24, nil, []string{"404", "--no-pager"}, false},
		{"--pager", 200, nil, []string{"404", "--pager"}, true},
		{"no pager wanted", 24, []string{"TEAPOT_PAGER="}, []string{"404"}, false},
		{"a long list", 24, nil, []string{"list"}, true},
		{"a short list", 24, nil, []string{"list", "--vendor", "squid"}, false},
		{"JSON", 24, nil, []string{"404", "--json"}, false},
		{"explain", 24, nil, []string{"explain", os.DevNull}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			started := filepath.Join(t.TempDir(), "started")
			env := append([]string{"PAGER=touch " + started + "; cat"}, tt.env...)
			p := startTeapot(t, 80, tt.height, env, tt.args...)
			if code := p.Exit(); code != 0 && tt.name != "explain" {
				t.Errorf("exit code %d:\n%s", code, p.Text())
			}
			if _, err := os.Stat(started); (err == nil) != tt.wantPaged {
				t.Errorf("the pager: %v", err)
			}
			if tt.name != "explain" && strings.TrimSpace(p.Text()) == "" {
				t.Error("nothing is on the screen")
			}
		})
	}
}

// TestPipesHaveNoPager checks that no pager runs if standard input or standard output is not
// the terminal.
func TestPipesHaveNoPager(t *testing.T) {
	file, err := binary()
	if err != nil {
		t.Fatal(err, file)
	}
	for _, command := range []string{file + " 404 | cat", file + " 404 </dev/null", file + " list >/dev/null"} {
		p := termtest.Start(t, 80, 24, []string{"PAGER=echo the pager"}, "sh", "-c", command+"; echo the end")
		p.Expect("the end")
		p.Exit()
		if strings.Contains(p.Text(), "the pager") {
			t.Errorf("%s starts a pager", command)
		}
	}
}

// TestLess checks the default pager: the page begins at its top, has colors and no hyperlinks,
// scrolls, and leaves the terminal as it was, whether the user quits or a signal ends teapot.
// ctrl+c does not end it.
func TestLess(t *testing.T) {
	if _, err := exec.LookPath("less"); err != nil {
		t.Skip(err)
	}
	for name, end := range map[string]func(*termtest.Process){
		"q":       func(p *termtest.Process) { p.Type("q") },
		"SIGTERM": func(p *termtest.Process) { p.Signal(syscall.SIGTERM) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startTeapot(t, 80, 24, nil, "404")
			p.Wait("the first screen and the prompt", func(text string) bool {
				return strings.HasPrefix(text, "404  Not Found") && strings.Contains(text, "\n:")
			})
			if !hasColor(p.Grid()) || strings.Contains(p.Raw(), "\x1b]8;") {
				t.Errorf("no colors, or hyperlinks: %.300q", p.Raw())
			}
			p.Type("ctrl+c")
			p.WaitIdle() // ctrl+c makes the terminal drop what was typed and not yet read
			p.Type("G")
			p.Expect("(END)")
			end(p)
			if code := p.Exit(); code != 0 {
				t.Errorf("exit code %d", code)
			}
			if unrestored := p.Unrestored(); len(unrestored) > 0 {
				t.Errorf("the terminal is left with %v", unrestored)
			}
		})
	}
}

// TestShellAfterPager checks that the shell can read a line from the terminal after less has
// ended: that the terminal echoes, and is not in raw mode.
func TestShellAfterPager(t *testing.T) {
	if _, err := exec.LookPath("less"); err != nil {
		t.Skip(err)
	}
	file, err := binary()
	if err != nil {
		t.Fatal(err, file)
	}
	p := termtest.Start(t, 80, 24, nil, "sh", "-c", file+" 404; echo code $?; read line; echo got $line")
	p.Expect("404  Not Found")
	p.Expect("\n:")
	p.Type("q")
	p.Expect("code 0")
	p.Type("abc", "enter")
	p.Expect("got abc")
	p.Exit()
}

// TestPagerQuitsEarly checks that a pager which does not read the whole page is not an error.
// The list is longer than what a pipe holds.
func TestPagerQuitsEarly(t *testing.T) {
	for _, pager := range []string{"head -n 1", "true", "exec 0<&-; sleep 0.2; echo closed"} {
		p := startTeapot(t, 80, 24, []string{"PAGER=" + pager}, "list", "--json", "--pager")
		if code := p.Exit(); code != 0 || strings.Contains(p.Text(), "teapot:") {
			t.Errorf("%s: exit code %d:\n%s", pager, code, p.Text())
		}
	}
}

// TestNoLess checks that without less the page is printed, with a message only if the user has
// asked for a pager.
func TestNoLess(t *testing.T) {
	for flag, want := range map[string]string{
		"--protocol=http": "",
		"--pager":         "teapot: no pager found: set TEAPOT_PAGER or PAGER to one; the page is printed without it",
	} {
		p := startTeapot(t, 100, 24, []string{"PATH=" + t.TempDir()}, "404", flag)
		if code := p.Exit(); code != 0 {
			t.Errorf("%s: exit code %d", flag, code)
		}
		raw := p.Raw()
		_, message, _ := strings.Cut(raw, "teapot: ")
		if message != "" {
			message = "teapot: " + strings.SplitN(message, "\r", 2)[0]
		}
		if message != want || !strings.Contains(raw, "Not Found") || strings.Contains(raw, "not found\r") {
			t.Errorf("%s: %q, page %.100q", flag, message, raw)
		}
	}
}

// TestPagerIsInterrupted checks that ctrl+c interrupts the pager, and that teapot waits until
// the pager has ended, even if ctrl+c kills the shell that runs the pager.
func TestPagerIsInterrupted(t *testing.T) {
	const pager = `trap "echo stopped; exit 0" INT; cat >/dev/null; echo ready; read x </dev/tty`
	for _, command := range []string{pager, "sh -c '" + pager + "'; :", strings.Replace(pager, "exit 0", "exit 130", 1)} {
		p := startTeapot(t, 80, 24, []string{"PAGER=" + command}, "418")
		p.Expect("ready")
		p.Type("ctrl+c")
		p.Expect("stopped")
		if code := p.Exit(); code != 0 {
			t.Errorf("%s: exit code %d", command, code)
		}
	}
}

// TestTerminalWidth checks that lists and pages fit a real terminal.
func TestTerminalWidth(t *testing.T) {
	for _, width := range []int{60, 150} {
		for _, args := range [][]string{{"404"}, {"list", "--class", "4xx"}, {"search", "mailbox"}, {"list", "--help"}} {
			p := startTeapot(t, width, 100, []string{"TEAPOT_PAGER=", "NO_COLOR=1"}, args...)
			p.Exit()
			for line := range strings.SplitSeq(p.Raw(), "\r\n") {
				if n := len([]rune(line)); n > width {
					t.Errorf("%q, %d columns: a line has %d: %s", args, width, n, line)
				}
			}
		}
	}
}
