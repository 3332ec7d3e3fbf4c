package cli

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// TestManual checks that the page has every command with its long text, every flag
// with its argument and default, and the environment variables, and that groff accepts
// the page.
func TestManual(t *testing.T) {
	page, _, code := call(t, IO{}, "man", "--color", "never")
	if code != ExitFound {
		t.Fatalf("exit %d", code)
	}
	section := func(start string) string {
		_, rest, ok := strings.Cut(page, "\n"+start+"\n")
		if !ok {
			t.Errorf("no line %q", start)
		}
		rest, _, _ = strings.Cut(rest, "\n.S")
		return rest
	}
	root := new(runner).root()
	for _, c := range root.Commands() {
		name, arguments, _ := strings.Cut(c.Use, " ")
		text := section(".SS " + bold(name) + italic(" "+arguments))
		if first, _, _ := strings.Cut(escape(c.Long), "\n"); !strings.Contains(text, first) {
			t.Errorf("%s: the long text is missing", name)
		}
		c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(text, bold("--"+f.Name)) {
				t.Errorf("%s: --%s is missing", name, f.Name)
			}
		})
		if strings.Contains(text, bold("--data")) {
			t.Errorf("%s lists a flag of all commands", name)
		}
	}
	for start, wants := range map[string][]string{
		".SH OPTIONS": {`\fB\-\-color\fR \fIWHEN\fR`, `\fB\-\-data\fR \fIDIR\fR`, `\fB\-V\fR, \fB\-\-version\fR`, "(default auto)"},
		".SH ENVIRONMENT": {
			"NO_COLOR", "CLICOLOR_FORCE", "PAGER", "LESS", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "TEAPOT_RENDERER", "TEAPOT_LISTEN",
		},
		".SH FILES": {"teapot/state", "ssh_host_ed25519", "599"},
	} {
		for text := section(start); len(wants) > 0; wants = wants[1:] {
			if !strings.Contains(text, wants[0]) {
				t.Errorf("%s: no %s", start, wants[0])
			}
		}
	}
	if strings.Contains(page, "`") {
		t.Error("the page has a backquote, which marks placeholders in the source")
	}
	if _, err := exec.LookPath("groff"); err == nil {
		groff := exec.Command("groff", "-man", "-ww", "-z")
		groff.Stdin = strings.NewReader(page)
		if out, err := groff.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("groff: %v, %s", err, out)
		}
	}
}
