package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"teapot/ui/browse"
	"teapot/ui/paint"
)

// acceptProbe is used to ask the accept loop whether it still runs.
type acceptProbe struct {
	listener deadlineListener // nil if the listener has no deadline, so that the loop cannot be asked
	answers  chan struct{}    // gets a value when the accept loop answers; holds at most one value
}

// deadlineListener is a listener whose Accept can be interrupted by a deadline, such as a TCP
// listener.
type deadlineListener interface{ SetDeadline(t time.Time) error }

func newAcceptProbe(l net.Listener) *acceptProbe {
	d, _ := l.(deadlineListener)
	return &acceptProbe{d, make(chan struct{}, 1)}
}

// Healthy returns an error if the server no longer works. It checks that the accept loop
// runs, and that a browser handles a key. The browser needs everything that the sessions
// share, such as the cache of pages, so a deadlock in any of that is found too. Healthy must
// be called after Serve has begun, and gives up when the context ends.
func (s *Server) Healthy(ctx context.Context) error {
	if err := s.checkAccept(ctx); err != nil {
		return err
	}
	return s.checkBrowser(ctx)
}

// checkAccept returns an error if the accept loop does not run. It sets a deadline in the
// past, which makes Accept return. Then the loop clears the deadline and answers the probe.
// This needs no connection, so it works also when the limits are reached or no file
// descriptor is free.
func (s *Server) checkAccept(ctx context.Context) error {
	p := s.probe.Load()
	if p == nil || p.listener == nil {
		return nil
	}
	select {
	case <-p.answers: // drop a late answer to an earlier probe
	default:
	}
	if err := p.listener.SetDeadline(time.Unix(1, 0)); err != nil {
		return fmt.Errorf("the listener: %w", err)
	}
	select {
	case <-p.answers:
		return nil
	case <-ctx.Done():
		return errors.New("the accept loop does not answer")
	}
}

// answerProbe clears the deadline and answers the probe. The accept loop calls it when the
// deadline of a probe has made Accept return.
func (s *Server) answerProbe() {
	p := s.probe.Load()
	_ = p.listener.SetDeadline(time.Time{}) // if this fails, so does Accept
	select {
	case p.answers <- struct{}{}:
	default:
	}
}

// checkBrowser runs a browser in memory, and returns an error unless the browser draws the
// effect of a key before the context ends.
func (s *Server) checkBrowser(ctx context.Context) error {
	running, stop := context.WithCancel(ctx)
	defer stop()
	drawn := make(chan struct{}, 1)
	go func() {
		defer s.recover("health check")
		if s.config.sabotage != nil {
			s.config.sabotage("health check")
		}
		c := browse.Config{Catalog: s.config.Catalog, Search: s.config.Search, Pages: s.config.Pages, NoSuspend: true}
		_ = paint.Run(running, browse.New(c), paint.Terminal{ // the error only says that the context has ended
			In: io.MultiReader(strings.NewReader("j"), untilDone{running}), Out: io.Discard,
			Size: paint.Size{Width: defaultWidth, Height: defaultHeight}, EscapeWait: paint.EscapeWaitSSH,
			Observe: func(time.Duration) {
				select {
				case drawn <- struct{}{}:
				default:
				}
			},
		})
	}()
	select {
	case <-drawn:
		return nil
	case <-ctx.Done():
		return errors.New("a browser does not draw the effect of a key")
	}
}

// untilDone is an input that has no bytes. Its Read blocks until the context ends, and then
// returns io.EOF.
type untilDone struct{ context.Context }

func (u untilDone) Read([]byte) (int, error) {
	<-u.Done()
	return 0, io.EOF
}
