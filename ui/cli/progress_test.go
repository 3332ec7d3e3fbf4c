package cli

import (
	"strings"
	"testing"
	"time"
)

// TestProgress: only of a long file, only when it takes long, and nothing is left of
// it.
func TestProgress(t *testing.T) {
	var told strings.Builder
	r := &runner{IO: IO{Err: &told}}
	if p := r.newProgress("a.log"); p != nil {
		t.Error("nobody sees it, and it is told")
	}
	r.ErrTerm = true
	quick := r.newProgress("a.log")
	quick.add(3 * clockEvery)
	quick.done()
	if told.Len() > 0 {
		t.Errorf("of a moment is told %q", told.String())
	}
	slow := r.newProgress("a.log")
	slow.started = slow.started.Add(-time.Minute)
	slow.told = slow.started
	slow.add(3*clockEvery - 1)
	slow.add(1)
	slow.add(clockEvery) // at once
	slow.done()
	if want := "\ra.log: 2 MB read\r\x1b[K"; told.String() != want {
		t.Errorf("told %q, want %q", told.String(), want)
	}
}
