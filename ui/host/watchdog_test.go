package host_test

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"teapot/ui/host"
)

// TestWatchdog checks that the watchdog's messages are sent only while the service is healthy,
// and that a health check that does not return counts as a failure after a timeout.
func TestWatchdog(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no systemd")
	}
	socket := filepath.Join(t.TempDir(), "notify")
	manager, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer manager.Close() //nolint:errcheck // the test is over
	t.Setenv("NOTIFY_SOCKET", socket)
	t.Setenv("WATCHDOG_USEC", "40000")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	var sick atomic.Bool
	reports := make(chan error, 100)
	host.Host{}.NotifyReady(ctx, func(ctx context.Context) error {
		if !sick.Load() {
			return nil
		}
		<-ctx.Done() // this health check returns only when its time is over
		return errors.New("stuck")
	}, func(err error) { reports <- err })
	read := func(within time.Duration) string {
		b := make([]byte, 100)
		_ = manager.SetReadDeadline(time.Now().Add(within))
		n, _ := manager.Read(b)
		return string(b[:n])
	}
	for _, want := range []string{"READY=1", "WATCHDOG=1", "WATCHDOG=1"} {
		if got := read(20 * time.Second); got != want {
			t.Fatalf("systemd gets %q, want %q", got, want)
		}
	}
	sick.Store(true)
	for range 2 { // a health check that was already running may still succeed
		<-reports
	}
	for read(time.Millisecond) != "" {
	}
	<-reports
	if got := read(100 * time.Millisecond); got != "" {
		t.Errorf("systemd gets %q from a service that is not healthy", got)
	}
	sick.Store(false)
	if got := read(20 * time.Second); got != "WATCHDOG=1" {
		t.Errorf("systemd gets %q from a service that is healthy again", got)
	}
}
