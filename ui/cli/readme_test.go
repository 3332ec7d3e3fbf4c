package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

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
		line, input, _ := strings.Cut(strings.TrimSpace(m[1]+m[2]), " < ")
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
