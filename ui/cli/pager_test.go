package cli

import (
	"os/exec"
	"strings"
	"testing"

	"teapot/ui/host"
)

// TestPager checks when output goes through a pager, and through which one.
func TestPager(t *testing.T) {
	const long, short = 10, 500 // the height of a terminal on which the page of 404 is long or short
	for _, tt := range []struct {
		name  string
		sys   IO
		line  string
		paged string // the command of the pager; "" if no pager runs
	}{
		{"long page", IO{Height: long}, "404", "less -R"},
		{"long page of show", IO{Height: long}, "show 404", "less -R"},
		{"long class", IO{Height: long}, "4xx", "less -R"},
		{"long list", IO{Height: long}, "list --class 4xx", "less -R"},
		{"long search", IO{Height: long}, "search timeout", "less -R"},
		{"long search of words", IO{Height: long}, "mail rejected", "less -R"},
		{"long comparison", IO{Height: long}, "diff 401 403", "less -R"},
		{"short page", IO{Height: short}, "404", ""},
		{"short list", IO{Height: long}, "list --vendor squid", ""},
		{"unknown height, more than 24 lines", IO{}, "404", "less -R"},
		{"LINES for an unknown height", IO{Env: []string{"LINES=500"}}, "404", ""},
		{"the terminal before LINES", IO{Height: long, Env: []string{"LINES=500"}}, "404", "less -R"},

		{"PAGER", IO{Height: long, Env: []string{"PAGER=more"}}, "404", "more"},
		{"TEAPOT_PAGER", IO{Height: long, Env: []string{"TEAPOT_PAGER=most", "PAGER=more"}}, "404", "most"},
		{"empty PAGER", IO{Height: long, Env: []string{"PAGER= "}}, "404", "less -R"},
		{"empty TEAPOT_PAGER", IO{Height: long, Env: []string{"TEAPOT_PAGER=", "PAGER=more"}}, "404", ""},
		{"PAGER is cat", IO{Height: long, Env: []string{"PAGER=cat"}}, "404", ""},
		{"dumb terminal", IO{Height: long, Env: []string{"TERM=dumb"}}, "404", ""},
		{"terminal of unknown type", IO{Height: long, Env: []string{"TERM="}}, "404", ""},
		{"dumb terminal, PAGER", IO{Height: long, Env: []string{"TERM=dumb", "PAGER=more"}}, "404", "more"},

		{"--no-pager", IO{Height: long}, "404 --no-pager", ""},
		{"--pager=false", IO{Height: short}, "404 --pager=false", ""},
		{"--pager", IO{Height: short}, "404 --pager", "less -R"},
		{"--pager of a list", IO{Height: short}, "list --vendor squid --pager", "less -R"},
		{"JSON", IO{Height: long}, "404 --json", ""},
		{"JSON with --pager", IO{Height: long}, "404 --json --pager", "less -R"},
		{"help", IO{Height: long}, "show --help", ""},
	} {
		var paged strings.Builder
		tt.sys.Host, tt.sys.InTerm, tt.sys.OutTerm, tt.sys.Width = fakeHost{&paged}, true, true, 80
		tt.sys.Env = append([]string{"TERM=xterm-256color"}, tt.sys.Env...)
		out, stderr, code := call(t, tt.sys, strings.Fields(tt.line)...)
		command, page, _ := strings.Cut(paged.String(), "\n")
		if code != ExitFound || command != tt.paged || (page == "") == (out == "") {
			t.Errorf("%s: exit %d, pager %q, %q; page %.50q, output %.50q", tt.name, code, command, stderr, page, out)
		}
	}
}

// TestNoTerminalNoPager checks that no pager runs unless the user can use it: not in an
// SSH session, and not if a stream is no terminal.
func TestNoTerminalNoPager(t *testing.T) {
	for name, sys := range map[string]IO{
		"SSH session": {InTerm: true, OutTerm: true},
		"input":       {OutTerm: true, Host: fakeHost{new(strings.Builder)}},
		"output":      {InTerm: true, Host: fakeHost{new(strings.Builder)}},
	} {
		sys.Width, sys.Height, sys.Env = 80, 10, []string{"TERM=xterm", "PAGER=more"}
		for _, flag := range []string{"--no-pager", "--pager=false"} {
			out, stderr, code := call(t, sys, "404", flag)
			if h, ok := sys.Host.(fakeHost); ok && h.paged.Len() > 0 || code != ExitFound || !strings.Contains(out, "Not Found") || stderr != "" {
				t.Errorf("%s: exit %d, %q, %.50q", name, code, stderr, out)
			}
		}
	}
}

// TestPageHeight checks that a page which fills the terminal except for its last row is
// printed, and that a longer one goes through the pager. A line that is wider than the
// terminal takes several rows.
func TestPageHeight(t *testing.T) {
	for _, tt := range []struct {
		args          []string
		width         int
		lines, height int // the number of lines of the output, and of the rows that it needs
	}{
		{[]string{"list", "--vendor", "squid"}, 80, 2, 3},
		{[]string{"list", "--vendor", "squid", "--width", "80"}, 20, 2, 7},
	} {
		for height, wantPaged := range map[int]bool{tt.height: false, tt.height - 1: true} {
			var paged strings.Builder
			sys := IO{Host: fakeHost{&paged}, InTerm: true, OutTerm: true, Width: tt.width, Height: height, Env: []string{"TERM=xterm", "NO_COLOR=1"}}
			out, stderr, code := call(t, sys, tt.args...)
			lines := strings.Count(out+paged.String(), "\n")
			if isPaged := paged.Len() > 0; code != ExitFound || isPaged != wantPaged || !isPaged && lines != tt.lines {
				t.Errorf("%q on %d rows: exit %d, %d lines, paged %t, %s", tt.args, height, code, lines, isPaged, stderr)
			}
		}
	}
}

// TestNoHyperlinksInPager checks that the pager gets colors, but no hyperlinks, which many
// pagers show as text.
func TestNoHyperlinksInPager(t *testing.T) {
	var paged strings.Builder
	sys := IO{Host: fakeHost{&paged}, InTerm: true, OutTerm: true, Width: 80, Height: 10, Env: []string{"TERM=xterm-256color"}}
	printed, _, _ := call(t, sys, "404", "--no-pager")
	if _, _, code := call(t, sys, "404"); code != ExitFound {
		t.Errorf("exit %d", code)
	}
	_, page, _ := strings.Cut(paged.String(), "\n")
	if !strings.Contains(printed, "\x1b]8;;https://") || strings.Contains(page, "\x1b]") || !strings.Contains(page, "\x1b[") {
		t.Errorf("printed: %.300q\npaged: %.300q", printed, page)
	}
	if !strings.Contains(page, "RFC 9110, section 15.5.5") {
		t.Error("the text of a link is missing")
	}
}

// noPagerHost is a host on which no pager is installed.
type noPagerHost struct{ fakeHost }

func (noPagerHost) DefaultPager() string { return "" }

// TestMissingPager checks that the page is printed without a pager if the pager does not
// exist, and that a pager which fails is an error. There is no message about the default
// pager, because the user has not asked for it.
func TestMissingPager(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip(err)
	}
	for _, tt := range []struct {
		pager string
		host  Host
		flag  string
		code  int
		want  string // the text on stderr
	}{
		{"no-such-pager -x", host.Host{}, "--pager", ExitFound, "teapot: pager no-such-pager -x: exit status 127; the page is printed without it\n"},
		{"no-such-pager -x", host.Host{}, "--protocol=http", ExitFound, "teapot: pager no-such-pager -x: exit status 127; the page is printed without it\n"},
		{"/dev/null", host.Host{}, "--pager", ExitFound, "teapot: pager /dev/null: exit status 126; the page is printed without it\n"},
		{"exit 3", host.Host{}, "--pager", ExitUsage, "teapot: pager exit 3: exit status 3\n"},
		{"cat >/dev/null", host.Host{}, "--pager", ExitFound, ""},
		{"", noPagerHost{}, "--protocol=http", ExitFound, ""},
		{"", noPagerHost{}, "--pager", ExitFound, "teapot: no pager found: set TEAPOT_PAGER or PAGER to one; the page is printed without it\n"},
	} {
		sys := IO{InTerm: true, OutTerm: true, ErrTerm: true, Width: 80, Height: 10, Env: []string{"TERM=xterm", "PAGER=" + tt.pager}, Host: tt.host}
		out, stderr, code := call(t, sys, "404", tt.flag)
		printed := strings.HasSuffix(tt.want, "without it\n") || tt.pager == ""
		if code != tt.code || stderr != tt.want || strings.Contains(out, "Not Found") != printed {
			t.Errorf("%s %s: exit %d, %q, %.50q", tt.pager, tt.flag, code, stderr, out)
		}
	}
}
