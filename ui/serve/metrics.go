package serve

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// metrics count what happens. The zero value is ready.
type metrics struct {
	open               atomic.Int64
	browsers, commands atomic.Int64
	panics             atomic.Int64
	frames             histogram

	mu      sync.Mutex
	refused map[string]int64
}

func (m *metrics) refuse(why string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.refused == nil {
		m.refused = map[string]int64{}
	}
	m.refused[why]++
}

// edges are the upper edges of the histogram's buckets. The last bucket has none.
func edges() [8]time.Duration {
	const ms = time.Millisecond
	return [8]time.Duration{ms / 4, ms / 2, ms, 2 * ms, 5 * ms, 10 * ms, 50 * ms, 250 * ms}
}

// histogram counts durations.
type histogram struct {
	counts [9]atomic.Int64
	total  atomic.Int64 // nanoseconds
}

func (h *histogram) observe(d time.Duration) {
	i, e := 0, edges()
	for i < len(e) && d > e[i] {
		i++
	}
	h.counts[i].Add(1)
	h.total.Add(int64(d))
}

func (h *histogram) write(w io.Writer, name string) {
	sum := int64(0)
	for i, e := range edges() {
		sum += h.counts[i].Load()
		fmt.Fprintf(w, "%s_bucket{le=\"%g\"} %d\n", name, e.Seconds(), sum)
	}
	sum += h.counts[len(h.counts)-1].Load()
	fmt.Fprintf(w, "%s_bucket{le=\"+Inf\"} %d\n%s_sum %g\n%s_count %d\n", name, sum, name, time.Duration(h.total.Load()).Seconds(), name, sum)
}

// write writes everything in the text form of Prometheus.
func (m *metrics) write(w io.Writer) {
	about := func(name, kind, help string) {
		fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
	}
	about("teapot_sessions_open", "gauge", "Sessions that run now.")
	fmt.Fprintf(w, "teapot_sessions_open %d\n", m.open.Load())
	about("teapot_sessions_total", "counter", "Sessions that were started.")
	fmt.Fprintf(w, "teapot_sessions_total{kind=\"browse\"} %d\n", m.browsers.Load())
	fmt.Fprintf(w, "teapot_sessions_total{kind=\"command\"} %d\n", m.commands.Load())
	about("teapot_panics_total", "counter", "Sessions that an error of the program has ended.")
	fmt.Fprintf(w, "teapot_panics_total %d\n", m.panics.Load())
	about("teapot_refused_total", "counter", "What was refused, by reason.")
	m.mu.Lock()
	for _, why := range slices.Sorted(maps.Keys(m.refused)) {
		fmt.Fprintf(w, "teapot_refused_total{reason=%q} %d\n", why, m.refused[why])
	}
	m.mu.Unlock()
	about("teapot_frame_seconds", "histogram", "Time from a key to the frame that answers it.")
	m.frames.write(w, "teapot_frame_seconds")
}

// ServeMetrics answers GET /metrics until the listener is closed or the context
// ends. It is a small HTTP/1.0 server: one request, one connection.
func (s *Server) ServeMetrics(ctx context.Context, l net.Listener) error {
	defer context.AfterFunc(ctx, func() { _ = l.Close() })()
	room := make(chan struct{}, 16) // so many are answered at once; the rest waits
	return s.accept(ctx, l, func(c net.Conn) {
		room <- struct{}{}
		go func() {
			defer func() { <-room }()
			defer s.recover("metrics")
			s.answer(c)
		}()
	})
}

// answer answers one request.
func (s *Server) answer(c net.Conn) {
	defer c.Close() //nolint:errcheck // nothing is lost with it
	_ = c.SetDeadline(time.Now().Add(5 * time.Second))
	in := bufio.NewReader(io.LimitReader(c, 8<<10))
	request, err := in.ReadString('\n')
	for line := request; err == nil && strings.TrimSpace(line) != ""; {
		line, err = in.ReadString('\n') // the header, which does not matter
	}
	if err != nil {
		return
	}
	status, body := "404 Not Found", "see /metrics\n"
	if word := strings.Fields(request); len(word) == 3 && word[0] == "GET" && word[1] == "/metrics" {
		var b strings.Builder
		s.metrics.write(&b)
		status, body = "200 OK", b.String()
	}
	_, _ = fmt.Fprintf(c, "HTTP/1.0 %s\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s",
		status, len(body), body)
}
