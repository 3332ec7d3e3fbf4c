package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"teapot/data"
	"teapot/model/search"
	"teapot/ui/host"
)

// TestReadme checks that every teapot command in the README succeeds. To serve it adds
// --help, because a server would not end.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	sample := "HTTP/1.1 404 Not Found\n550 5.1.1 <b@example.org>: User unknown\n"
	for _, name := range []string{"access.log", "bounce.eml"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(sample), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	commands := regexp.MustCompile("(?m)^ {4}teapot ([^#\n]+)|`teapot ([a-z]+ [a-z]+)`").FindAllStringSubmatch(string(text), -1)
	if len(commands) < 8 {
		t.Fatalf("the README shows %d commands", len(commands))
	}
	for _, m := range commands {
		line, _, _ := strings.Cut(m[1]+m[2], " | ") // the first command of a pipe
		line, input, _ := strings.Cut(strings.TrimSpace(line), " < ")
		args := strings.Fields(line)
		if len(args) == 0 {
			continue // the browser, which needs a terminal
		}
		if args[0] == "serve" {
			args = append(args, "--help")
		}
		for i, a := range args {
			if a == "access.log" {
				args[i] = filepath.Join(dir, a)
			}
		}
		sys := IO{Host: host.Host{}}
		if input != "" {
			sys.In = strings.NewReader(sample)
		}
		if out, stderr, code := call(t, sys, args...); code != ExitFound || out == "" {
			t.Errorf("teapot %s: exit %d, %q", line, code, stderr)
		}
	}
}

// TestPreviewForFzf checks the fzf command in the README: its preview command prints the page
// for every line that list prints in a pipe.
func TestPreviewForFzf(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	preview := regexp.MustCompile(`teapot list \| fzf --delimiter '  \+' --preview 'teapot ([^']+)'`).FindSubmatch(readme)
	if preview == nil {
		t.Fatal("the README has no command for fzf")
	}
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	reference := &Reference{Catalog: c, Search: search.New(c)}
	list, _, _ := call(t, IO{Reference: reference}, "list")
	for line := range strings.Lines(list) {
		fields := regexp.MustCompile("  +").Split(strings.TrimSpace(line), -1) // as fzf splits a line
		var args []string
		for _, arg := range strings.Fields(string(preview[1])) {
			args = append(args, strings.NewReplacer("{1}", fields[0], "{2}", fields[1], "$FZF_PREVIEW_COLUMNS", "40").Replace(arg))
		}
		command := strings.Join(args, " ")
		out, stderr, code := call(t, IO{Reference: reference}, args...)
		if width, _ := widest(out); code != ExitFound || !strings.EqualFold(out[:min(len(fields[1]), len(out))], fields[1]) || width > 40 {
			t.Errorf("%s: exit %d, %q, width %d, %.40q", command, code, stderr, width, out)
		}
	}
}
