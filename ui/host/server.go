package host

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"
)

// maxSecret is how long a secret file may be, in bytes.
const maxSecret = 64 << 10

// Secret reads a file that nobody but its owner may read. If there is none, it
// is made: with what create returns, all at once, and with its folder.
func (h Host) Secret(path string, create func() ([]byte, error)) ([]byte, error) {
	text, err := readSecret(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return text, err
	}
	if text, err = create(); err != nil {
		return nil, err
	}
	if err := writeSecret(path, text); err != nil {
		return nil, err
	}
	return readSecret(path) // somebody else may have been faster
}

func readSecret(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	switch mode := info.Mode(); {
	case !mode.IsRegular():
		return nil, fmt.Errorf("%s: not a file", path)
	case mode.Perm()&0o077 != 0 && runtime.GOOS != "windows":
		return nil, fmt.Errorf("%s: others may read it (mode %04o); use chmod 600, or another key if they have", path, mode.Perm())
	}
	return io.ReadAll(io.LimitReader(f, maxSecret))
}

// writeSecret writes a file that is not there yet: whole or not at all, and
// never in the place of another.
func writeSecret(path string, text []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".new-*") // with mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // it has another name then, or is of no use
	_, err = f.Write(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return os.Rename(f.Name(), path) // a file system without links
	}
	return nil
}

// Listen listens on a TCP address, or takes the socket that the service manager
// has opened for this process.
func (Host) Listen(address string) (net.Listener, error) {
	if os.Getenv("LISTEN_PID") != strconv.Itoa(os.Getpid()) {
		return net.Listen("tcp", address)
	}
	if n, err := strconv.Atoi(os.Getenv("LISTEN_FDS")); err != nil || n != 1 {
		return nil, fmt.Errorf("the service manager hands over %q sockets, want 1", os.Getenv("LISTEN_FDS"))
	}
	f := os.NewFile(3, "socket") // the first behind the standard streams
	l, err := net.FileListener(f)
	return handed{l}, errors.Join(err, f.Close())
}

// handed is a socket that the service manager keeps: whoever has connected and
// was not accepted is there for the next process. That it has no deadline tells
// so: a server that stops does not accept more, but closes it.
type handed struct{ net.Listener }

// Dial opens a TCP connection.
func (Host) Dial(address string, patience time.Duration) (net.Conn, error) {
	return net.DialTimeout("tcp", address, patience)
}

// Asked returns a context that ends when the process is asked to end: also when
// its terminal is closed, unless it was started to survive that (nohup).
func (Host) Asked(ctx context.Context) (context.Context, context.CancelFunc) {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signal.NotifyContext(ctx, signals...)
}

// Ready tells the service manager, if there is one, that the service is ready,
// that it lives as often as is wanted, and when the context ends, that it stops.
// From now on the heap is kept smaller than usual, unless GOGC says something: what
// the sessions hold mostly waits.
func (Host) Ready(ctx context.Context) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
	notify("READY=1")
	context.AfterFunc(ctx, func() { notify("STOPPING=1") })
	n, err := strconv.Atoi(os.Getenv("WATCHDOG_USEC"))
	if pid := os.Getenv("WATCHDOG_PID"); err != nil || n <= 0 || pid != "" && pid != strconv.Itoa(os.Getpid()) {
		return
	}
	go func() {
		tick := time.NewTicker(time.Duration(n) * time.Microsecond / 2)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				notify("WATCHDOG=1")
			case <-ctx.Done():
				return
			}
		}
	}()
}

// notify sends a state to the service manager. Whether it listens is its affair.
func notify(state string) {
	socket := os.Getenv("NOTIFY_SOCKET")
	if socket == "" {
		return
	}
	c, err := net.Dial("unixgram", socket)
	if err != nil {
		return
	}
	_, _ = io.WriteString(c, state)
	_ = c.Close()
}
