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

// metrics are the counters of a server. The zero value is ready for use.
type metrics struct {
	open     atomic.Int64 // how many sessions are running
	browsers atomic.Int64 // how many sessions have started the browser
	commands atomic.Int64 // how many sessions have started a command
	panics   atomic.Int64 // how many panics were recovered from
	frames   histogram    // the times from a key press to the frame that shows its effect

	mu      sync.Mutex
	refused map[string]int64 // refused[reason] is how many refusals had that reason
}

// countRefusal counts a connection, channel, request or session that was refused. The reason
// becomes a label of the metric.
func (m *metrics) countRefusal(reason string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.refused == nil {
		m.refused = map[string]int64{}
	}
	m.refused[reason]++
}

// bucketBounds returns the upper bounds of all buckets of a histogram except the last bucket,
// which has no upper bound.
func bucketBounds() [8]time.Duration {
	const ms = time.Millisecond
	return [8]time.Duration{ms / 4, ms / 2, ms, 2 * ms, 5 * ms, 10 * ms, 50 * ms, 250 * ms}
}

// histogram counts durations in buckets, for Prometheus.
type histogram struct {
	counts [9]atomic.Int64 // counts[i] is how many durations are in bucket i
	sum    atomic.Int64    // the sum of all durations, in nanoseconds
}

// observe adds a duration to the histogram.
func (h *histogram) observe(d time.Duration) {
	i, bounds := 0, bucketBounds()
	for i < len(bounds) && d > bounds[i] {
		i++
	}
	h.counts[i].Add(1)
	h.sum.Add(int64(d))
}

// write writes the histogram in Prometheus's text format. In that format, the count of a
// bucket includes the counts of all buckets with smaller bounds.
func (h *histogram) write(w io.Writer, name string) {
	count := int64(0)
	for i, bound := range bucketBounds() {
		count += h.counts[i].Load()
		fmt.Fprintf(w, "%s_bucket{le=\"%g\"} %d\n", name, bound.Seconds(), count)
	}
	count += h.counts[len(h.counts)-1].Load()
	fmt.Fprintf(w, "%s_bucket{le=\"+Inf\"} %d\n", name, count)
	fmt.Fprintf(w, "%s_sum %g\n%s_count %d\n", name, time.Duration(h.sum.Load()).Seconds(), name, count)
}

// write writes all metrics in Prometheus's text format, version 0.0.4.
func (m *metrics) write(w io.Writer) {
	describe := func(name, kind, help string) {
		fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
	}
	describe("teapot_sessions_open", "gauge", "Sessions that are running.")
	fmt.Fprintf(w, "teapot_sessions_open %d\n", m.open.Load())
	describe("teapot_sessions_total", "counter", "Sessions that have started, by kind.")
	fmt.Fprintf(w, "teapot_sessions_total{kind=\"browse\"} %d\n", m.browsers.Load())
	fmt.Fprintf(w, "teapot_sessions_total{kind=\"command\"} %d\n", m.commands.Load())
	describe("teapot_panics_total", "counter", "Panics, each of which has ended a session or a connection.")
	fmt.Fprintf(w, "teapot_panics_total %d\n", m.panics.Load())
	describe("teapot_refused_total", "counter", "Connections, channels, requests and sessions that were refused, by reason.")
	m.mu.Lock()
	for _, reason := range slices.Sorted(maps.Keys(m.refused)) {
		fmt.Fprintf(w, "teapot_refused_total{reason=%q} %d\n", reason, m.refused[reason])
	}
	m.mu.Unlock()
	describe("teapot_frame_seconds", "histogram", "Time from a key press to the frame that shows its effect.")
	m.frames.write(w, "teapot_frame_seconds")
}
