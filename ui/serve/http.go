package serve

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync"
	"time"
)

// The limits of the metrics listener.
const (
	maxHTTPConns    = 64              // how many metrics connections may be open at once
	maxHTTPHeader   = 8 << 10         // the largest header of a request, in bytes
	httpTimeout     = 5 * time.Second // how long a request may take to arrive, and its response to be written
	httpIdleTimeout = time.Minute     // how long a connection may wait for its next request
	httpStopGrace   = time.Second     // how long a stop waits for requests that are being answered
)

// ServeMetrics answers GET /metrics over HTTP. It returns nil when the context has ended,
// and an error when the listener fails. It closes the listener.
func (s *Server) ServeMetrics(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:                      http.HandlerFunc(s.handleMetrics),
		DisableGeneralOptionsHandler: true,
		ReadHeaderTimeout:            httpTimeout,
		ReadTimeout:                  httpTimeout,
		WriteTimeout:                 httpTimeout,
		IdleTimeout:                  httpIdleTimeout,
		MaxHeaderBytes:               maxHTTPHeader,
		ConnState:                    newConnLimit(maxHTTPConns).onState,
		ErrorLog:                     slog.NewLogLogger(s.config.Log.Handler(), slog.LevelWarn),
	}
	stopped := make(chan struct{})
	keepRunning := context.AfterFunc(ctx, func() {
		defer close(stopped)
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), httpStopGrace)
		defer cancel()
		if server.Shutdown(grace) != nil {
			_ = server.Close() // disconnect the clients that have not finished in time
		}
	})
	err := server.Serve(l)
	if keepRunning() {
		_ = server.Close() // the listener has failed, and err says why
		return err
	}
	<-stopped
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// handleMetrics answers a request to the metrics listener. Only GET and HEAD of /metrics are
// served.
func (s *Server) handleMetrics(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if v := recover(); v != nil {
			s.logPanic("metrics", v, debug.Stack())
			panic(http.ErrAbortHandler) // closes the connection without another line in the log
		}
	}()
	if s.config.sabotage != nil {
		s.config.sabotage("metrics")
	}
	switch {
	case r.URL.Path != "/metrics":
		http.Error(w, "not found; see /metrics", http.StatusNotFound)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed; use GET or HEAD", http.StatusMethodNotAllowed)
	default:
		var text bytes.Buffer
		s.metrics.write(&text)
		w.Header().Set("Content-Type", "text/plain; version=0.0.4")
		w.Header().Set("Content-Length", strconv.Itoa(text.Len()))
		_, _ = w.Write(text.Bytes()) // an error means that the client has left
	}
}

// connLimit bounds the connections of an [http.Server]. When there are too many,
// it closes the one that has waited longest without a request, so that idle
// clients cannot keep others out.
type connLimit struct {
	max int // the number of connections that may be open at once

	mu    sync.Mutex
	open  map[net.Conn]struct{}
	queue connQueue // the open connections that wait for a request
}

func newConnLimit(n int) *connLimit {
	return &connLimit{max: n, open: map[net.Conn]struct{}{}, queue: newConnQueue()}
}

// onState is the ConnState hook of the [http.Server], which is called when a connection is
// new, gets a request, becomes idle or is closed.
func (l *connLimit) onState(c net.Conn, state http.ConnState) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch state {
	case http.StateNew:
		l.open[c] = struct{}{}
		l.queue.push(c)
		if len(l.open) > l.max {
			delete(l.open, l.queue.closeOldest()) // the queue is not empty: it holds at least c
		}
	case http.StateIdle:
		if _, ok := l.open[c]; ok { // a connection that was just closed is no longer in open
			l.queue.push(c)
		}
	case http.StateActive:
		l.queue.remove(c)
	case http.StateClosed, http.StateHijacked:
		l.queue.remove(c)
		delete(l.open, c)
	}
}
