package serve_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"teapot/ui/serve"
)

// metricsURL serves the metrics of a server until the test ends, and returns their
// URL. If wrap is not nil, it returns the listener to use in place of the given one.
func (s *server) metricsURL(wrap func(net.Listener) net.Listener) string {
	s.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	address := l.Addr().String()
	if wrap != nil {
		l = wrap(l)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.ServeMetrics(ctx, l) }()
	s.t.Cleanup(func() {
		stop()
		select {
		case err := <-done:
			if err != nil {
				s.t.Error(err)
			}
		case <-time.After(testTimeout):
			s.t.Error("the metrics listener does not stop")
		}
	})
	return "http://" + address
}

// response is an HTTP response whose body has been read.
type response struct {
	status int
	header http.Header
	length int64 // the value of Content-Length
	body   string
}

// fetch sends one request on a connection of its own.
func fetch(t *testing.T, method, url string) response {
	t.Helper()
	return fetchWith(t, &http.Client{Timeout: testTimeout, Transport: &http.Transport{DisableKeepAlives: true}}, method, url)
}

// fetchWith sends one request with a client.
func fetchWith(t *testing.T, client *http.Client, method, url string) response {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close() //nolint:errcheck // it was only read
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response{r.StatusCode, r.Header, r.ContentLength, string(body)}
}

// TestMetrics checks that the metrics count open sessions, started sessions of each kind, and
// frames.
func TestMetrics(t *testing.T) {
	s := start(t, nil)
	s.exec("404", "")
	x := s.open(80, 24, "")
	x.expect("▌ 100")
	x.press("down")
	x.expect("▌ 101")
	url := s.metricsURL(nil)
	text := ""
	for _, want := range []string{"teapot_sessions_open 1\n", `{kind="command"} 1`, `{kind="browse"} 1`, "teapot_frame_seconds_count", `le="+Inf"`} {
		eventually(t, want, func() bool { // a session counts as open for a moment after its client has disconnected
			text = fetch(t, http.MethodGet, url+"/metrics").body
			return strings.Contains(text, want)
		}, func() string { return text })
	}
}

// TestMetricsRequests checks the status, the headers and the body of each kind of
// request.
func TestMetricsRequests(t *testing.T) {
	url := start(t, nil).metricsURL(nil)
	for _, tt := range []struct {
		method, path string
		status       int
		body         string // part of the body, "" for an empty one
	}{
		{http.MethodGet, "/metrics", 200, "teapot_sessions_open 0\n"},
		{http.MethodGet, "/metrics?name=x", 200, "teapot_sessions_open 0\n"},
		{http.MethodHead, "/metrics", 200, ""},
		{http.MethodPost, "/metrics", 405, "GET or HEAD"},
		{http.MethodOptions, "/metrics", 405, "GET or HEAD"},
		{http.MethodGet, "/", 404, "see /metrics"},
		{http.MethodGet, "/metrics/", 404, "see /metrics"},
		{http.MethodGet, "/etc/passwd", 404, "see /metrics"},
	} {
		r := fetch(t, tt.method, url+tt.path)
		if r.status != tt.status || !strings.Contains(r.body, tt.body) || (r.body == "") != (tt.body == "") {
			t.Errorf("%s %s: status %d, body %q", tt.method, tt.path, r.status, r.body)
		}
		kind := r.header.Get("Content-Type")
		if tt.status == 200 && (kind != "text/plain; version=0.0.4" || r.length < 100) {
			t.Errorf("%s %s: Content-Type %q, Content-Length %d", tt.method, tt.path, kind, r.length)
		}
		if allow := r.header.Get("Allow"); (allow == "GET, HEAD") != (tt.status == 405) {
			t.Errorf("%s %s: Allow %q", tt.method, tt.path, allow)
		}
	}
}

// TestMetricsKeepAlive checks that a connection serves several requests.
func TestMetricsKeepAlive(t *testing.T) {
	url := start(t, nil).metricsURL(nil)
	dials := 0
	transport := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		dials++
		return new(net.Dialer).DialContext(ctx, network, address)
	}}
	defer transport.CloseIdleConnections()
	client := http.Client{Timeout: testTimeout, Transport: transport}
	for range 5 {
		if r := fetchWith(t, &client, http.MethodGet, url+"/metrics"); r.status != 200 {
			t.Errorf("status %d", r.status)
		}
	}
	if dials != 1 {
		t.Errorf("five requests took %d connections, want 1", dials)
	}
}

// TestMetricsIdleClients checks that clients that send nothing, or only part of a
// request, do not keep others out, and that the ones that have waited longest are
// closed.
func TestMetricsIdleClients(t *testing.T) {
	url := start(t, nil).metricsURL(nil)
	address := strings.TrimPrefix(url, "http://")
	var first net.Conn
	for i := range 200 {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close() //nolint:errcheck // the test is over
		if i%2 == 0 {
			_, _ = io.WriteString(c, "GET /metrics HTTP/1.1\r\nHost:") // the server may have closed it
		}
		if first == nil {
			first = c
		}
	}
	if r := fetch(t, http.MethodGet, url+"/metrics"); r.status != 200 {
		t.Errorf("status %d", r.status)
	}
	_ = first.SetReadDeadline(time.Now().Add(testTimeout))
	if _, err := first.Read(make([]byte, 1)); err == nil || strings.Contains(err.Error(), "timeout") {
		t.Errorf("the oldest connection is still open: %v", err)
	}
}

// TestMetricsSlowClient checks that a request has to arrive within the time limit.
func TestMetricsSlowClient(t *testing.T) {
	withSyntheticTime(t, nil, func(t *testing.T, s *server) {
		x := newMemListener()
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- s.ServeMetrics(ctx, x) }()
		for sent, limit := range map[string]time.Duration{"": 5 * time.Second, "GET /metrics HTTP/1.1\r\nHost:": 5 * time.Second,
			"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n": time.Minute} {
			c, err := x.dial()
			if err != nil {
				t.Fatal(err)
			}
			startedAt := time.Now()
			_, _ = io.WriteString(c, sent)
			if _, err := io.Copy(io.Discard, bufio.NewReader(c)); err != nil {
				t.Error(err)
			}
			if took := time.Since(startedAt); took != limit {
				t.Errorf("after %q the connection was closed in %s, want %s", sent, took, limit)
			}
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// TestMetricsForLong checks that the listener still answers after many requests, and after
// clients that have sent no request.
func TestMetricsForLong(t *testing.T) {
	s := start(t, func(c *serve.Config) {
		c.Sabotage(func(kind string) {
			if kind == "command" {
				panic("sabotage")
			}
		})
	})
	s.exec("404", "")
	url := s.metricsURL(nil)
	for range 40 {
		if c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://")); err == nil {
			_ = c.Close()
		}
		if text := fetch(t, http.MethodGet, url+"/metrics").body; !strings.Contains(text, "teapot_panics_total 1\n") {
			t.Fatalf("no panic is counted:\n%s", text)
		}
	}
}

// TestMetricsPanic checks that a panic ends one request, and is logged and counted.
func TestMetricsPanic(t *testing.T) {
	var broken atomic.Bool
	broken.Store(true)
	s := start(t, func(c *serve.Config) {
		c.Sabotage(func(string) {
			if broken.Load() {
				panic("sabotage")
			}
		})
	})
	url := s.metricsURL(nil)
	if response, err := http.Get(url + "/metrics"); err == nil {
		_ = response.Body.Close()
		t.Errorf("status %d after a panic", response.StatusCode)
	}
	s.expectLog("value=sabotage")
	broken.Store(false)
	if text := fetch(t, http.MethodGet, url+"/metrics").body; !strings.Contains(text, "teapot_panics_total 1\n") {
		t.Errorf("no panic is counted:\n%s", text)
	}
}

// failingListener fails to accept a few times.
type failingListener struct {
	net.Listener
	failures int
}

func (l *failingListener) Accept() (net.Conn, error) {
	if l.failures--; l.failures >= 0 {
		return nil, syscall.EMFILE
	}
	return l.Listener.Accept()
}

// TestMetricsAcceptErrors checks that the listener goes on after a moment in which
// too many files were open.
func TestMetricsAcceptErrors(t *testing.T) {
	s := start(t, nil)
	url := s.metricsURL(func(l net.Listener) net.Listener { return &failingListener{l, 2} })
	if r := fetch(t, http.MethodGet, url+"/metrics"); r.status != 200 {
		t.Errorf("status %d", r.status)
	}
	s.expectLog(syscall.EMFILE.Error())
}

// TestMetricsListenerFails checks that the error of a listener is returned.
func TestMetricsListenerFails(t *testing.T) {
	s := start(t, nil)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	if err := s.ServeMetrics(t.Context(), l); err == nil {
		t.Error("no error from a closed listener")
	}
}
