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

// acceptProbe asks the accept loop whether it still runs.
type acceptProbe struct {
	listener deadlineListener // nil if it cannot be asked
	answers  chan struct{}
}

// deadlineListener is a listener whose Accept can be interrupted, such as one for TCP.
type deadlineListener interface{ SetDeadline(t time.Time) error }

func newAcceptProbe(l net.Listener) *acceptProbe {
	d, _ := l.(deadlineListener)
	return &acceptProbe{d, make(chan struct{}, 1)}
}

// Healthy returns an error if the server does not work any longer. It checks that the
// accept loop runs, and that the event loop of a browser handles a key: that needs what all
// sessions share, such as the cache of pages. It must be called after Serve, and gives up
// when the context ends.
func (s *Server) Healthy(ctx context.Context) error {
	if err := s.checkAccept(ctx); err != nil {
		return err
	}
	return s.checkBrowser(ctx)
}

// checkAccept checks the accept loop. A deadline in the past makes Accept return, and the
// loop answers the probe and clears the deadline. No connection is needed, so neither the
// limits nor a lack of file descriptors matter.
func (s *Server) checkAccept(ctx context.Context) error {
	p := s.probe.Load()
	if p == nil || p.listener == nil {
		return nil
	}
	select {
	case <-p.answers: // the late answer to an earlier probe
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

// answerProbe is called by the accept loop when the deadline of a probe has made Accept
// return.
func (s *Server) answerProbe() {
	p := s.probe.Load()
	_ = p.listener.SetDeadline(time.Time{}) // if this fails, so does Accept
	select {
	case p.answers <- struct{}{}:
	default:
	}
}

// checkBrowser runs a browser in memory, until it has drawn the effect of a key.
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
		_ = paint.Run(running, browse.New(c), paint.Terminal{ // it ends with the context
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

// untilDone is a keyboard on which nothing is typed until the context ends.
type untilDone struct{ context.Context }

func (u untilDone) Read([]byte) (int, error) {
	<-u.Done()
	return 0, io.EOF
}
