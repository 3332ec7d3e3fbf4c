package explain

import (
	"strings"
	"testing"
	"time"

	"teapot/ui/text"
)

// TestNarrowOutput checks how output is broken and cut: in a summary the actors get a line of
// their own before anything is cut; below a line, meanings are broken between words.
func TestNarrowOutput(t *testing.T) {
	const line = "550 5.7.26 this mail  has passed no check at all and is refused\n"
	for _, tt := range []struct {
		form  Form
		width int
		want  string
	}{
		{Summary, 0, "1  5.7.26 Multiple authentication checks failed  act: sending-admin\n   550 5.7.26 this mail  has"},
		{Summary, 60, "1  5.7.26 Multiple authentication checks failed\n   act: sending-admin\n   550 5.7.26 this mail  has"},
		{Summary, 30, "1  5.7.26 Multiple authentica…\n   act: sending-admin\n   550 5.7.26 this mail  has …\n"},
		{Lines, 0, "550 5.7.26 this mail  has passed no check at all and is refused\n    5"},
		{Lines, 40, "550 5.7.26 this mail  has passed no\ncheck at all and is refused\n    550 Requested action not taken:\n      mailbox unavailable: "},
		{Lines, 20, "550 5.7.26 this mail\n has passed no check\nat all and is\nrefused\n    550 Requested\n      action not"},
	} {
		out, _, err := run(t, Options{Form: tt.form, Width: tt.width, In: strings.NewReader(line)})
		if err != nil || !strings.Contains(out, tt.want) {
			t.Errorf("form %d, %d cells: %v, %q, want %q", tt.form, tt.width, err, out, tt.want)
		}
		for l := range strings.Lines(out) {
			if w := text.Width(strings.TrimSuffix(l, "\n")); tt.width > 0 && w > tt.width {
				t.Errorf("form %d, %d cells: %q has %d", tt.form, tt.width, l, w)
			}
		}
	}
}

// TestLongLineIsFast checks that breaking a line takes time proportional to its length: a line
// without spaces, and one with wide characters.
func TestLongLineIsFast(t *testing.T) {
	for _, word := range []string{"x", "漢"} {
		line := "HTTP/1.1 404 Not Found " + strings.Repeat(word, defaultMaxLine/len(word)-100)
		started := time.Now()
		out, _, err := run(t, Options{Form: Lines, Width: 20, In: strings.NewReader(line)})
		if elapsed := time.Since(started); err != nil || elapsed > 5*time.Second || strings.Count(out, word) < defaultMaxLine/len(word)-200 {
			t.Errorf("%s: %v, %v, %d bytes", word, elapsed, err, len(out))
		}
	}
}
