package explain

import (
	"strings"
	"testing"
	"time"
)

// TestProgress checks that progress is shown on a terminal only, only of a file that
// takes long, and that nothing is left of it.
func TestProgress(t *testing.T) {
	var shown strings.Builder
	if p := newProgress(nil, "a.log"); p != nil {
		t.Error("there is progress without a terminal")
	}
	quick := newProgress(&shown, "a.log")
	quick.add(3 * checkInterval)
	quick.clear()
	if shown.Len() > 0 {
		t.Errorf("a quick file shows %q", shown.String())
	}
	slow := newProgress(&shown, "a\x1b.log")
	slow.started = slow.started.Add(-time.Minute)
	slow.shown = slow.started
	slow.add(3*checkInterval - 1)
	slow.add(1)
	slow.add(checkInterval) // too soon to be drawn again
	slow.clear()
	if want := "\ra·.log: 2 MB read\r\x1b[K"; shown.String() != want {
		t.Errorf("got %q, want %q", shown.String(), want)
	}
}
