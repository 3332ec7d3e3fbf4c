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

	"teapot/ui/host"
)

// TestStopContext checks that SIGHUP, which a closed terminal sends, ends the context,
// unless the process was started to ignore it.
func TestStopContext(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signals")
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	received := make(chan os.Signal, 1) // so that the signal does not end the test process
	signal.Notify(received, syscall.SIGHUP)
	defer signal.Reset(syscall.SIGHUP)
	ctx, stop := host.Host{}.StopContext(t.Context(), nil)
	defer stop()
	if err := self.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	<-received
	<-ctx.Done()

	signal.Ignore(syscall.SIGHUP)
	_, stop = host.Host{}.StopContext(t.Context(), nil)
	defer stop()
	if !signal.Ignored(syscall.SIGHUP) {
		t.Error("SIGHUP is no longer ignored")
	}
}

// TestInheritedSocket checks that Listen uses a socket that was passed as systemd does, and
// reports that it was inherited.
func TestInheritedSocket(t *testing.T) {
	if os.Getenv("TEAPOT_TEST_SOCKET") != "" {
		takeSocket(t)
		return
	}
	if runtime.GOOS == "windows" {
		t.Skip("sockets cannot be passed to a process")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // the test is over
	f, err := l.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // the test is over
	for _, files := range [][]*os.File{{f}, {f, f}} {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestInheritedSocket$")
		cmd.Env = append(os.Environ(), "TEAPOT_TEST_SOCKET="+l.Addr().String(), "LISTEN_FDS="+strconv.Itoa(len(files)))
		cmd.ExtraFiles = files
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%d sockets: %v\n%s", len(files), err, out)
		}
	}
}

// takeSocket runs in the process to which the test has passed the socket.
func takeSocket(t *testing.T) {
	t.Helper()
	t.Setenv("LISTEN_PID", strconv.Itoa(os.Getpid()))
	two := os.Getenv("LISTEN_FDS") == "2"
	l, inherited, err := host.Host{}.Listen("127.0.0.1:1")
	if two {
		if err == nil || err.Error() != "systemd has passed 2 sockets, want 1" {
			t.Errorf("two sockets: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // the test is over
	if got, want := l.Addr().String(), os.Getenv("TEAPOT_TEST_SOCKET"); got != want || !inherited {
		t.Errorf("it listens on %s, inherited: %t; want %s", got, inherited, want)
	}
}

// TestOwnSocket checks that Listen opens a socket if none was passed to the process.
func TestOwnSocket(t *testing.T) {
	l, inherited, err := host.Host{}.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // the test is over
	if inherited {
		t.Error("the socket is reported as inherited")
	}
}
