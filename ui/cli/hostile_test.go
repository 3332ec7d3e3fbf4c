package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"teapot/data"
	"teapot/model/search"
	"teapot/ui/browse"
	"teapot/ui/host"
)

// hostile is a text with 7-bit and 8-bit control sequences. A terminal that interprets
// them clears its screen, changes its title and reorders text.
const hostile = "\x1b[2J\x1b]0;owned\x07\u009b31m\x9b1mA\u202eB\x7f\r\b\x1b]8;;file:x\x1b\\"

// odd is a text with invisible letters and no control characters.
const odd = "x\u3164\u2800\u034f\ufe0fy"

// oddMarks is a letter with a long run of combining marks, which a terminal would draw
// over other lines.
var oddMarks = "z" + strings.Repeat("\u0301", 40)

// hostileLines maps each command to command lines. In them, H stands for a hostile word,
// F for the path of a hostile file, and D for the path of a hostile folder.
var hostileLines = map[string][]string{
	"":           {"H", "H --json", "599 H", "--H", "-H", "--color H", "--protocol H 404", "--vendor H 404", "--data H 404", "--data D 404", "--pager 404", "599 --json", "599", "599 --all", "599 --width 20", "599 --width H", "--data D 598 597", "", "--theme H"},
	"browse":     {"browse H", "browse --theme H", "browse --H"},
	"check":      {"check H", "check D", "check F", "check H H", "check --H"},
	"completion": {"completion H", "completion bash H", "completion --H bash"},
	"diff":       {"diff H H", "diff 404 H", "diff 598 599", "diff 598 599 --json", "diff H"},
	"explain":    {"explain F", "explain --lines F", "explain --json F", "explain H", "explain F H", "explain D", "explain", "explain --lines", "explain --json", "explain --H", "explain --lines --width 25 F", "explain --width 25 F"},
	"help":       {"help H", "help show H"},
	"list":       {"list", "list --json", "list H", "list --kind H", "list --vendor H", "list --protocol H", "list --limit H", "list --width 30", "list --width H"},
	"man":        {"man", "man H"},
	"schema":     {"schema", "schema H"},
	"search":     {"search H", "search odd", "search --limit 5 acme", "search --json acme", "search vendor:H", "search --limit H x", "search class:H"},
	"serve":      {"serve H", "serve --listen H", "serve --host-key F", "serve --host-key D", "serve --authorized-keys F --listen H", "serve --idle-timeout H", "serve --check --listen H", "serve --metrics H --listen H", "serve --H"},
	"show":       {"show H", "show 598 599", "show --json 598", "show --data H 404", "show --data F 404", "show 404 H", "show --vendor H 599", "show --pager=H 404"},
	"__complete": {"__complete H", "__complete --H", "__complete show H", "__complete show 59", "__complete --H --x H", "__complete show --vendor H", "__complete show --data D 59"},
}

// hostileFolder creates a folder of entries that have hostile and odd texts in every
// header, in the body and in the name of the file. It returns the path of the folder.
func hostileFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "teapot"+strings.ReplaceAll(hostile, "/", ""))
	if err := os.MkdirAll(filepath.Join(dir, "http", "status"), 0o700); err != nil {
		t.Fatal(err)
	}
	headers := []string{
		"Code: 59%", "Name: Acme", "Standing: unofficial", "Vendor: Acme", "Spec: Acme manual; https://example.com/a", "Summary: Acme sleeps.",
		"Alias: Acme nap", "Keyword: acme", "Act: client", "Retry: same", "Cacheable: never", "Constant: go acme.Nap", "Field: retry-after; response; may; so", "Method: get; why", "See: 503; why",
	}
	write := func(stem string, lines []string, body string) {
		path := filepath.Join(dir, "http", "status", stem+".md")
		text := strings.ReplaceAll(strings.Join(lines, "\n"), "59%", stem[:3]) + "\n\n" + body
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i := range headers {
		for j, text := range []string{hostile, odd, oddMarks} {
			changed := slices.Clone(headers)
			changed[i] += text
			write("59"+string(rune('0'+j))+"-header"+string(rune('a'+i)), changed, "Text.\n")
		}
	}
	body := "# " + odd + "\n\n[a](javascript:b) [c](file:///d) <ssh://-oe> [" + oddMarks + "](https://e.example)\n\n- `" + odd + "`\n\n```http\nHTTP/1.1 599 " + odd + "\nX: " + oddMarks + "\n```\n"
	oddEntry := slices.Clone(headers)
	for _, i := range []int{1, 3, 5, 6, 7, 11} { // the headers that may have any text
		oddEntry[i] = strings.TrimSuffix(oddEntry[i], ".") + " " + odd + oddMarks + "."
	}
	write("598-odd", oddEntry, body)
	write("599-acme", headers, body+hostile)
	write("597-"+odd+oddMarks[:20], headers, body)
	write("596-"+hostile, headers, body)
	write("595-"+hostile+"~x", []string{hostile + ": " + hostile}, "")
	return dir
}

// hostileHost is this machine with a pager that fails. The error has hostile text and the
// page.
type hostileHost struct{ host.Host }

func (hostileHost) RunPager(_ context.Context, command string, page io.Reader) error {
	content, err := io.ReadAll(page)
	return errors.Join(err, errors.New(command+" "+hostile), errors.New(string(allowedStyles.ReplaceAll(content, nil))))
}

// allowedStyles matches the escape sequences that colored output may have.
var allowedStyles = regexp.MustCompile(`\x1b\[[0-9;:]*m|\x1b\]8;;((https?://|mailto:)[!-~]+)?\x1b\\`)

// checkStream checks that output has no control characters except line ends and tabs, no
// invisible characters, and no long run of combining marks. If styles is true, the output
// may have colors and hyperlinks too.
func checkStream(t *testing.T, name, out string, styles, isJSON bool) {
	t.Helper()
	if styles {
		out = allowedStyles.ReplaceAllString(out, "")
	}
	marks := 0
	for _, r := range out {
		if marks++; !unicode.Is(unicode.M, r) {
			marks = 0
		}
		switch {
		case r == '\n' || r == '\t':
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			t.Errorf("%s: %U in %q", name, r, excerpt(out, r))
			return
		case !isJSON && (strings.ContainsRune(odd, r) && r > 0x80 || marks > 4):
			t.Errorf("%s: %U in %q", name, r, excerpt(out, r))
			return
		}
	}
	if !utf8.ValidString(out) {
		t.Errorf("%s: not UTF-8: %q", name, out)
	}
}

// excerpt returns the part of s around the first occurrence of a character.
func excerpt(s string, r rune) string {
	i := strings.IndexRune(s, r)
	return strings.ToValidUTF8(s[max(i-60, 0):min(i+60, len(s))], "?")
}

// TestHostile checks that no command prints control characters or invisible text, even
// if arguments, files, folders, environment variables and entries have them. It runs each
// command in a pipe, with colors, on a terminal, and in an SSH session.
func TestHostile(t *testing.T) {
	dir := hostileFolder(t)
	file := filepath.Join(dir, "log"+strings.ReplaceAll(hostile, "/", ""))
	log := "HTTP/1.1 599 " + hostile + "\n" + odd + " HTTP/1.1 404 " + oddMarks + "\n550 5.1.1 " + hostile + "\n"
	if err := os.WriteFile(file, []byte(log), 0o600); err != nil {
		t.Fatal(err)
	}
	processErr := captureStderr(t)
	catalog, _ := data.Load(data.Embedded(), host.Host{}.Dir(dir))
	reference := &Reference{Catalog: catalog, Search: search.New(catalog)}
	variables := []string{"HOME=" + hostile, "XDG_STATE_HOME=" + filepath.Join(dir, "state"), "PAGER=" + hostile, "TERM=xterm-256color" + hostile, "COLORTERM=truecolor", "TEAPOT_RENDERER=" + hostile, "TEAPOT_DATA=" + hostile, "LESS=" + hostile}
	link := filepath.Join(t.TempDir(), "teapot") // the configuration folder
	if err := os.Symlink(dir, link); err != nil {
		t.Skip(err)
	}
	variables = append(variables, "XDG_CONFIG_HOME="+filepath.Dir(link))
	systems := map[string]IO{
		"pipe":     {Host: hostileHost{}, Env: variables},
		"color":    {Host: hostileHost{}, Env: append(slices.Clone(variables), "CLICOLOR_FORCE=1")},
		"terminal": {Host: hostileHost{}, Env: variables, InTerm: true, OutTerm: true, ErrTerm: true, Width: 30, Browse: func(browse.Config) error { return errors.New(hostile) }},
		"session":  {Env: append(slices.Clone(variables), "CLICOLOR_FORCE=1"), Reference: reference},
	}
	for command, lines := range hostileLines {
		for _, line := range lines {
			for name, sys := range systems {
				sys.In = strings.NewReader(log)
				args := strings.Fields(line)
				for i, a := range args {
					a = strings.ReplaceAll(a, "F", file)
					a = strings.ReplaceAll(a, "D", dir)
					args[i] = strings.ReplaceAll(a, "H", hostile)
				}
				out, stderr, _ := call(t, sys, args...)
				isJSON := strings.Contains(line, "--json")
				checkStream(t, name+": "+command+": "+line+": stdout", out, name != "pipe", isJSON)
				checkStream(t, name+": "+command+": "+line+": stderr", stderr, false, false)
			}
		}
	}
	for _, name := range []string{"LISTEN", "HOST_KEY", "AUTHORIZED_KEYS", "IDLE_TIMEOUT", "PROXY_PROTOCOL", "METRICS"} {
		sys := systems["pipe"]
		sys.Env = append(slices.Clone(variables), "TEAPOT_LISTEN=192.0.2.1:1", "TEAPOT_"+name+"="+dir+hostile)
		_, stderr, code := call(t, sys, "serve")
		if code != ExitUsage {
			t.Errorf("TEAPOT_%s: exit %d", name, code)
		}
		checkStream(t, "TEAPOT_"+name, stderr, false, false)
	}
	if out, stderr, code := call(t, systems["pipe"], "show", "598", "--vendor", "acme"); code != ExitFound || strings.Count(out, "·") < 10 {
		t.Errorf("the odd entry is not shown: exit %d, %q, %q", code, out, stderr)
	}
	checkStream(t, "stderr of the process", processErr(), false, false)
}

// captureStderr redirects the stderr of the process to a file, because libraries may write
// to it. It returns a function that reads the file.
func captureStderr(t *testing.T) func() string {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	original := os.Stderr
	os.Stderr = f
	t.Cleanup(func() {
		os.Stderr = original
		_ = f.Close()
	})
	return func() string {
		text, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}

// TestHostileCoversCommands checks that hostileLines has every command.
func TestHostileCoversCommands(t *testing.T) {
	var walk func(c *cobra.Command)
	root := new(runner).root()
	walk = func(c *cobra.Command) {
		name, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(c.CommandPath(), "teapot"), " "), " ")
		if hostileLines[name] == nil {
			t.Errorf("no arguments for %s", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(root)
}
