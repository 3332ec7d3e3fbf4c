package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode"
	"weak"

	"teapot/data"
	"teapot/model/search"
)

// FuzzRun checks command lines, which are given as one argument per line. A command that
// succeeds must print something, a command that fails must print a message, and no
// control character may be printed.
func FuzzRun(f *testing.F) {
	c, err := data.Load(data.Embedded())
	if err != nil {
		f.Fatal(err)
	}
	reference := &Reference{Catalog: c, Search: search.New(c)}
	for _, args := range []string{
		"", "\n", "404", "404\n", "5.7.26", "5.999.999", "x.7.y", "4xx", "rate limit", "show\n", "show\nRetry-After\n--json",
		"diff\n\n404", "diff\n401\n403", "diff\n530\n5.7.0\n--vendor\ncloudflare", "search\nmailbox full\n--limit\n1",
		"search\nis:official class:5xx", "search\n\"", "list\n--vendor=nginx\n--protocol\nhttp", "list\n--json", "explain\n--lines",
		"explain", "check", "schema", "man", "completion\nfish", "__complete\nshow\n4", "__complete\n--vendor\n", "help\nsearch",
		"404\n--width=20", "list\n--width\n40\n--protocol=http", "530\n--all", "530\n--width\n33", "show\n--help\n--width=30",
		"--version", "--color\nalways\n404", "\x1b[2J", "show\n\x9b31m", "--\n-1", "--width", "404\n--theme=dark", "browse\n404",
	} {
		f.Add(args, "550 5.7.1 rejected\nHTTP/2 503\n\x1b[31m 421\x07\xff")
	}
	f.Fuzz(func(t *testing.T, args, input string) {
		sys := IO{In: strings.NewReader(input), Reference: reference}
		words := strings.Split(args, "\n")
		if args == "" {
			words = nil
		}
		out, stderr, code := call(t, sys, words...)
		if code != ExitFound && code != ExitNotFound && code != ExitUsage {
			t.Errorf("exit %d", code)
		}
		if code == ExitFound && out+stderr == "" || code != ExitFound && stderr == "" {
			t.Errorf("exit %d, %q, %q", code, out, stderr)
		}
		if !slices.Contains(words, "--color=always") && !slices.Contains(words, "always") && !isPrintable(out) || !isPrintable(stderr) {
			t.Errorf("control characters: %q, %q", out, stderr)
		}
	})
}

// isPrintable reports whether a text has no control characters except line ends and tabs.
func isPrintable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' })
}

// TestRunReleasesMemory checks that no global variable refers to the input of a command
// after Run has returned. Otherwise the memory of a server, which runs many commands,
// would grow.
func TestRunReleasesMemory(t *testing.T) {
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	reference := &Reference{Catalog: c, Search: search.New(c)}
	for _, args := range [][]string{{"show", "404"}, {"list", "--class", "4xx"}, {"--bad"}, {"browse"}, {"__complete", "show", "4"}} {
		in := new(strings.Reader)
		pointer := weak.Make(in)
		call(t, IO{In: in, Reference: reference}, args...)
		for range 3 { // one garbage collection does not free all memory
			runtime.GC()
		}
		if pointer.Value() != nil {
			t.Errorf("%v: the input is still in memory", args)
		}
	}
}

// TestNoArguments checks that Run opens the browser if IO has no arguments. By default
// cobra would use the arguments of the process instead.
func TestNoArguments(t *testing.T) {
	processArgs := os.Args
	defer func() { os.Args = processArgs }()
	os.Args = []string{filepath.Base(processArgs[0]), "404"}
	var out, stderr bytes.Buffer
	code := Run(t.Context(), IO{In: strings.NewReader(""), Out: &out, Err: &stderr})
	if code != ExitUsage || out.Len() > 0 || !strings.Contains(stderr.String(), "no terminal to browse in") {
		t.Errorf("exit %d, %q, %q", code, &out, &stderr)
	}
}
