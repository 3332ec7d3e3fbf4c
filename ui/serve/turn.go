package serve

import (
	"context"
	"runtime"
	"sync"
	"time"
)

// maxComputing bounds how long a command may compute. Waiting, for its client or for its
// turn, does not count.
const maxComputing = 20 * time.Second

// turns lets only a few commands compute at once, so that the browsers find a free
// processor. It holds a value for each command whose turn it is. The others wait in the
// order in which they came.
type turns chan struct{}

// newTurns leaves a processor to the browsers if there are several.
func newTurns() turns { return make(turns, max(1, runtime.GOMAXPROCS(0)-1)) }

// turn is the turn of one command. The command has it while it computes. While it waits for
// its client, other commands have theirs: a client that does not read delays nobody. A turn
// is safe for concurrent use, because a command may write from several goroutines.
type turn struct {
	ctx    context.Context
	turns  turns
	cancel context.CancelCauseFunc // ends a command that has computed for too long

	mu        sync.Mutex
	computing int  // calls of begin without one of end
	has       bool // it is the command's turn
	begunAt   time.Time
	used      time.Duration

	pausedAt time.Time // used by yield only, which the command calls from one goroutine
}

// begin waits until it is the command's turn, or the session has to end.
func (t *turn) begin() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.computing++; t.computing != 1 {
		return
	}
	select {
	case t.turns <- struct{}{}:
		t.has, t.begunAt = true, time.Now()
	case <-t.ctx.Done():
	}
}

// end gives the turn to another command.
func (t *turn) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.computing--
	if !t.has || t.computing > 0 {
		return
	}
	<-t.turns
	t.has = false
	if t.used += time.Since(t.begunAt); t.used > maxComputing {
		t.cancel(errComputing)
	}
}

// How a command that computes for long pauses. It keeps its turn meanwhile: the pause is for
// the browsers. The 95th percentile of a key under the load of TestKeysWhileOthersExplain was
// 0.9 to 1.5 ms with it and 5 to 10 ms with runtime.Gosched instead, in four rounds on two
// busy processors.
const (
	pauseEvery = 2 * time.Millisecond
	pause      = time.Millisecond / 2
)

// yield lets other commands and the browsers run. A command that computes for long calls it
// every few hundred microseconds.
func (t *turn) yield() {
	t.end()
	t.begin()
	now := time.Now()
	if t.pausedAt.IsZero() {
		t.pausedAt = now // a short command does not pause
	}
	if now.Sub(t.pausedAt) > pauseEvery {
		time.Sleep(pause)
		t.pausedAt = time.Now()
	}
}
