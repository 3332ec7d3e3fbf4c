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

// FuzzRun holds every command line, its words a line each, to what the exit
// codes say: success prints something, failure says why, and no control
// character reaches the terminal.
func FuzzRun(f *testing.F) {
	c, err := data.Load()
	if err != nil {
		f.Fatal(err)
	}
	reference := &Reference{Catalog: c, Search: search.New(c)}
	for _, args := range []string{
		"", "\n", "404", "404\n", "5.7.26", "5.999.999", "x.7.y", "4xx", "rate limit", "show\n", "show\nRetry-After\n--json",
		"diff\n\n404", "diff\n401\n403", "diff\n530\n5.7.0\n--vendor\ncloudflare", "search\nmailbox full\n--limit\n1",
		"search\nis:official class:5xx", "search\n\"", "list\n--vendor=nginx\n--protocol\nhttp", "list\n--json", "explain\n--lines",
		"explain", "check", "schema", "man", "completion\nfish", "__complete\nshow\n4", "__complete\n--vendor\n", "help\nsearch",
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
		out, errs, code := call(t, sys, words...)
		if code != ExitFound && code != ExitNotFound && code != ExitUsage {
			t.Errorf("exit %d", code)
		}
		if code == ExitFound && out+errs == "" || code != ExitFound && errs == "" {
			t.Errorf("exit %d, %q, %q", code, out, errs)
		}
		if !slices.Contains(words, "--color=always") && !slices.Contains(words, "always") && !printable(out) || !printable(errs) {
			t.Errorf("control characters: %q, %q", out, errs)
		}
	})
}

// printable says whether a text holds nothing but lines of what is seen.
func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' })
}

// TestNothingStays: a process that serves many command lines keeps nothing of them.
func TestNothingStays(t *testing.T) {
	c, err := data.Load()
	if err != nil {
		t.Fatal(err)
	}
	reference := &Reference{Catalog: c, Search: search.New(c)}
	for _, args := range [][]string{{"show", "404"}, {"list", "--class", "4xx"}, {"--bad"}, {"browse"}, {"__complete", "show", "4"}} {
		in := new(strings.Reader)
		kept := weak.Make(in)
		call(t, IO{In: in, Reference: reference}, args...)
		for range 3 { // some things take two rounds
			runtime.GC()
		}
		if kept.Value() != nil {
			t.Errorf("%v: its input is still held", args)
		}
	}
}

// TestNoArguments: who gives none asks for the browser, whatever the process was
// started with.
func TestNoArguments(t *testing.T) {
	was := os.Args
	defer func() { os.Args = was }()
	os.Args = []string{filepath.Base(was[0]), "404"}
	var out, errs bytes.Buffer
	code := Run(t.Context(), IO{In: strings.NewReader(""), Out: &out, Err: &errs})
	if code != ExitUsage || out.Len() > 0 || !strings.Contains(errs.String(), "no terminal to browse in") {
		t.Errorf("exit %d, %q, %q", code, &out, &errs)
	}
}
