package host_test

import (
	"net"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

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

// TestHanded: a socket of the service manager is served, and it has no deadline,
// which would mean that it goes with the process.
func TestHanded(t *testing.T) {
	if os.Getenv("TEAPOT_TEST_HANDED") != "" {
		handed(t)
		return
	}
	if runtime.GOOS == "windows" {
		t.Skip("no sockets are handed over")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // in any case
	f, err := l.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // in any case
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestHanded$")
	cmd.Env, cmd.ExtraFiles = append(os.Environ(), "TEAPOT_TEST_HANDED="+l.Addr().String()), []*os.File{f}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// handed is the process that the socket is handed to.
func handed(t *testing.T) {
	t.Setenv("LISTEN_PID", strconv.Itoa(os.Getpid()))
	t.Setenv("LISTEN_FDS", "1")
	l, err := host.Host{}.Listen("127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // in any case
	if got, want := l.Addr().String(), os.Getenv("TEAPOT_TEST_HANDED"); got != want {
		t.Errorf("it listens at %s, want %s", got, want)
	}
	if _, ok := l.(interface{ SetDeadline(time.Time) error }); ok {
		t.Error("it has a deadline")
	}
}
