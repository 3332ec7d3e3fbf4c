package serve

import (
	"fmt"
	"io"
	"maps"
	"slices"
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

func (m *metrics) countRefusal(reason string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.refused == nil {
		m.refused = map[string]int64{}
	}
	m.refused[reason]++
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
