//go:build unix

package ui_test

import (
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"

	"teapot/ui/termtest"
)

// binDir is the folder for the program that the tests build. It is removed after the tests.
var binDir string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "teapot")
	if err != nil {
		panic(err)
	}
	binDir = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// binary builds teapot once for all tests of this package, and returns the path of the
// program. If the build fails, it returns the output of the build and the error. The build
// leaves out the version, because git may be missing or may not trust the folder.
var binary = sync.OnceValues(func() (string, error) {
	file := filepath.Join(binDir, "teapot")
	out, err := exec.Command("go", "build", "-buildvcs=false", "-o", file, "teapot").CombinedOutput()
	if err != nil {
		return string(out), err
	}
	return file, termtest.StatSources("..")
})

// renderers returns the two renderers by name, with the environment variables that select
// them.
func renderers() map[string][]string {
	return map[string][]string{"painter": nil, "stock": {"TEAPOT_RENDERER=bubbletea"}}
}

// startTeapot starts teapot on a new terminal of w columns and h rows.
func startTeapot(t testing.TB, w, h int, env []string, args ...string) *termtest.Process {
	t.Helper()
	file, err := binary()
	if err != nil {
		t.Fatal(err, file)
	}
	return termtest.Start(t, w, h, env, append([]string{file}, args...)...)
}

// step is a number of keys to press, and a text that is on the screen after them.
type step struct {
	keys []string
	want string
}

// stepTo returns the step that presses keys and then waits for the text want.
func stepTo(want string, keys ...string) step { return step{keys, want} }

// tour returns steps that visit most of what the browser can show. They work on a terminal of
// any size.
func tour() []step {
	return []step{
		stepTo("1xx Informational"),
		stepTo("▌ 101 Switching", "down"),
		stepTo("▌ 408", "/", "timeo"),
		stepTo("▌ 429 Too Many", "esc", "/", "rate limit"),
		stepTo("SMTP", "tab"),
		stepTo("no HTTP code", "esc", "tab", "/", "zzqqz"),
		stepTo("▌ 404 Not Found", "esc", "4", "0", "4"),
		stepTo("follow", "enter", "down", "down"),
		stepTo("a page up", "?"),
		stepTo("Compare 404", "esc", "="),
		stepTo("≠ Meaning", "enter"),
		stepTo("http.StatusNotFound", "esc", "c"),
		stepTo("copied: 404 Not Found", "esc", "y"),
		stepTo("▌ 100 Continue", "esc", "esc", "esc", "home"),
	}
}

// runStep presses the keys of a step, and waits for the text of the step.
func runStep(p *termtest.Process, s step) {
	p.Type(s.keys...)
	p.Expect(s.want)
}

// TestRenderersAgree takes the tour with both renderers. After every step, both screens must
// have the same characters, colors, cursor and title.
func TestRenderersAgree(t *testing.T) {
	for _, size := range [][2]int{{100, 30}, {60, 20}} {
		for _, env := range [][]string{nil, {"NO_COLOR=1"}, {"COLORTERM=", "TERM=xterm-16color"}} {
			t.Run(fmt.Sprint(size, env), func(t *testing.T) {
				t.Parallel()
				painter := startTeapot(t, size[0], size[1], env)
				stock := startTeapot(t, size[0], size[1], slices.Concat(env, renderers()["stock"]))
				for _, s := range tour() {
					runStep(painter, s)
					runStep(stock, s)
					waitForSameScreens(t, s, painter, stock)
				}
				for _, change := range []int{-10, 15} {
					w, h := size[0]+change, size[1]+change/2
					for _, p := range []*termtest.Process{painter, stock} {
						p.SetSize(w, h)
						p.Wait("the hints in the last line", func(text string) bool {
							lines := strings.Split(text, "\n")
							return len(lines) > h-1 && strings.Contains(lines[h-1], "up/down move")
						})
					}
					waitForSameScreens(t, stepTo("", fmt.Sprint("a size of ", w, "x", h)), painter, stock)
				}
			})
		}
	}
}

// waitForSameScreens waits until two screens have the same cells, cursor and title.
func waitForSameScreens(t *testing.T, s step, painter, stock *termtest.Process) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		a, b := painter.Cells(), stock.Cells()
		ax, ay, aVisible := painter.Cursor()
		bx, by, bVisible := stock.Cursor()
		sameCursor := aVisible == bVisible && (!aVisible || ax == bx && ay == by)
		if a == b && sameCursor && painter.Title() == stock.Title() {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("after %q the screens differ:\n%s\ncursors at %d, %d, %t and %d, %d, %t; titles %q and %q",
				s.keys, firstDifference(a, b), ax, ay, aVisible, bx, by, bVisible, painter.Title(), stock.Title())
		}
	}
}

// firstDifference returns the first line that is different on two screens, as each of them
// shows it.
func firstDifference(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range as {
		if i >= len(bs) || as[i] != bs[i] {
			return "first:  " + as[i] + "\nsecond: " + bs[min(i, len(bs)-1)]
		}
	}
	return "none"
}

// TestTour takes the tour, changes the size of the terminal and quits, with each renderer. At
// the end, the state of the terminal must be restored.
func TestTour(t *testing.T) {
	for name, env := range renderers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startTeapot(t, 100, 30, env)
			for _, s := range tour() {
				runStep(p, s)
			}
			p.SetSize(40, 12)
			p.Wait("the narrow layout", func(text string) bool { return !strings.Contains(text, "│") })
			p.SetSize(120, 40)
			p.Expect("│")
			p.Type("q")
			if code := p.Exit(); code != 0 {
				t.Errorf("exit code %d", code)
			}
			if unrestored := p.Unrestored(); len(unrestored) > 0 {
				t.Errorf("the terminal is left with %v", unrestored)
			}
		})
	}
}

// TestCopy checks that copied text is sent to the terminal as OSC 52.
func TestCopy(t *testing.T) {
	for name, env := range renderers() {
		p := startTeapot(t, 100, 30, env)
		p.Expect("1xx Informational")
		p.Type("4", "04", "enter", "y")
		p.Expect("copied: 404 Not Found")
		payload := "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte("404 Not Found"))
		p.Wait("the OSC 52 sequence", func(string) bool { return strings.Contains(p.Raw(), payload) })
		p.Type("q")
		if code := p.Exit(); code != 0 {
			t.Errorf("%s: exit code %d", name, code)
		}
	}
}

// TestSavedState checks that the next run restores the favorites and the tab, and that it
// renames a damaged state file and shows a notice.
func TestSavedState(t *testing.T) {
	dir := t.TempDir()
	env := []string{"XDG_STATE_HOME=" + dir}
	p := startTeapot(t, 100, 30, env)
	p.Expect("1xx Informational")
	p.Type("tab", "down", "f")
	p.Expect("added to the favorites")
	name := filepath.Join(dir, "teapot", "state")
	p.Wait("the saved state", func(string) bool {
		content, _ := os.ReadFile(name)
		return strings.Contains(string(content), "tab: smtp\nfavourite: smtp/replies/") //nolint:misspell // the key of the state file
	})
	p.Type("q")
	p.Exit()
	p = startTeapot(t, 100, 30, env)
	p.Expect("Favorites")
	p.Type("q")
	p.Exit()
	if err := os.WriteFile(name, []byte("\x00broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	p = startTeapot(t, 100, 30, env)
	p.Expect("renamed to state.damaged")
	p.Type("q")
	p.Exit()
}

// TestWaysToEnd checks that every way to end the browser restores the state of the terminal,
// and gives the right exit code.
func TestWaysToEnd(t *testing.T) {
	for _, tt := range []struct {
		name string
		end  func(*termtest.Process)
		code int
	}{
		{"q", func(p *termtest.Process) { p.Type("q") }, 0},
		{"ctrl+c", func(p *termtest.Process) { p.Type("ctrl+c") }, 130},
		{"SIGTERM", func(p *termtest.Process) { p.Signal(syscall.SIGTERM) }, 0},
		{"SIGHUP", func(p *termtest.Process) { p.Signal(syscall.SIGHUP) }, 0},
		{"SIGINT", func(p *termtest.Process) { p.Signal(syscall.SIGINT) }, 130},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := startTeapot(t, 80, 24, nil, "browse", "404")
			p.Expect("404  Not Found")
			tt.end(p)
			if code := p.Exit(); code != tt.code {
				t.Errorf("exit code %d, want %d", code, tt.code)
			}
			if unrestored := p.Unrestored(); len(unrestored) > 0 {
				t.Errorf("the terminal is left with %v", unrestored)
			}
		})
	}
}

// TestQuitAtOnce quits before the terminal has replied to the queries that the browser sends
// at the start. The shell must not get these replies as input.
func TestQuitAtOnce(t *testing.T) {
	file, err := binary()
	if err != nil {
		t.Fatal(err, file)
	}
	for try := 1; ; try++ {
		p := termtest.Start(t, 80, 24, nil, "sh", "-c", file+"; stty -echo -icanon min 0 time 5; head -c 1 | wc -c; echo over")
		p.Type("q")
		p.Expect("over")
		text := p.Text()
		if strings.Contains(text, "0\n") {
			return
		}
		// The browser waits for replies only for a limited time. On a busy machine, a reply
		// may come later, but not five times in a row.
		if try == 5 {
			t.Fatalf("the shell got a reply that was meant for the browser:\n%s", text)
		}
	}
}

// TestSuspend suspends the browser with ctrl+z and continues it with fg. While it is
// suspended, the state of the terminal must be restored. After fg, the browser must show the
// same screen as before.
func TestSuspend(t *testing.T) {
	file, err := binary()
	if err != nil {
		t.Fatal(err, file)
	}
	p := termtest.Start(t, 80, 24, nil, "sh", "-c", "set -m; "+file+"; echo stopped; read x; fg; echo over $?; read x; echo the end")
	p.Expect("▌ 100 Continue")
	p.Type("ctrl+z")
	p.Expect("stopped")
	if unrestored := p.Unrestored(); len(unrestored) > 0 {
		t.Errorf("suspended, the terminal is left with %v", unrestored)
	}
	p.Type("enter") // ends a line only if the terminal is not in raw mode
	p.Expect("▌ 100 Continue")
	p.Type("down")
	p.Expect("▌ 101 Switching")
	p.Type("q")
	p.Expect("over 0")
	p.Type("enter") // ends the line that the shell reads
	p.Expect("the end")
	if unrestored := p.Unrestored(); len(unrestored) > 0 {
		t.Errorf("the terminal is left with %v", unrestored)
	}
}

// TestRepaint checks that ctrl+l restores the screen after another program has written on it.
// It does so with the list, and while the user is typing.
func TestRepaint(t *testing.T) {
	for name, env := range renderers() {
		p := startTeapot(t, 100, 30, env)
		for _, s := range []step{stepTo("▌ 101 Switching", "down"), stepTo("▌ 408", "/", "timeo")} {
			runStep(p, s)
			p.WaitIdle()
			before := p.Cells()
			if _, err := p.Write([]byte("\x1b[5;20H\x1b[41mgarbage\x1b[m\x1b[12;1Hmore garbage")); err != nil {
				t.Fatal(err)
			}
			p.Expect("more garbage")
			p.Type("ctrl+l")
			p.Wait("the repainted screen", func(text string) bool { return !strings.Contains(text, "garbage") })
			p.WaitIdle()
			if after := p.Cells(); after != before {
				t.Errorf("%s, after %q: the repainted screen differs:\n%s", name, s.keys, firstDifference(before, after))
			}
		}
	}
}

// TestColorFlag checks that --color overrides the environment when the browser is opened.
func TestColorFlag(t *testing.T) {
	for name, env := range renderers() {
		for _, tt := range []struct {
			flag, env string
			want      bool
		}{{"never", "", false}, {"always", "NO_COLOR=1", true}, {"auto", "NO_COLOR=1", false}, {"auto", "", true}} {
			p := startTeapot(t, 80, 24, append([]string{tt.env}, env...), "--color", tt.flag)
			p.Expect("1xx Informational")
			p.WaitIdle()
			if got := hasColor(p.Grid()); got != tt.want {
				t.Errorf("%s, --color %s, %s: has colors: %t, want %t", name, tt.flag, tt.env, got, tt.want)
			}
			p.Type("q")
			p.Exit()
		}
	}
}

// hasColor reports whether the text in any cell has a color.
func hasColor(grid [][]uv.Cell) bool {
	return slices.ContainsFunc(grid, func(row []uv.Cell) bool {
		return slices.ContainsFunc(row, func(c uv.Cell) bool { return c.Style.Fg != nil })
	})
}

// TestDataNotice checks that the browser shows a notice if the folder that --data names has no
// entries or an invalid one.
func TestDataNotice(t *testing.T) {
	dir := t.TempDir()
	p := startTeapot(t, 200, 24, nil, "--data", dir)
	p.Expect("--data " + dir + ": no entries there")
	p.Type("q")
	p.Exit()
	file := filepath.Join(dir, "http", "status", "599-acme.md")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("Nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	p = startTeapot(t, 200, 24, nil, "--data", dir)
	p.Expect(file + ":1: ")
	p.Type("q")
	p.Exit()
}
