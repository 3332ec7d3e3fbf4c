package host_test

import (
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"testing"

	"teapot/ui/host"
)

// TestHangUp: a terminal that is closed asks the server to end, unless it was
// started to survive that.
func TestHangUp(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signals")
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	before := make(chan os.Signal, 1) // so that the signal does not end the tests
	signal.Notify(before, syscall.SIGHUP)
	defer signal.Reset(syscall.SIGHUP)
	ctx, stop := host.Host{}.Asked(t.Context())
	defer stop()
	if err := self.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	<-before
	<-ctx.Done()

	signal.Ignore(syscall.SIGHUP)
	_, stop = host.Host{}.Asked(t.Context())
	defer stop()
	if !signal.Ignored(syscall.SIGHUP) {
		t.Error("SIGHUP is no longer ignored")
	}
}
