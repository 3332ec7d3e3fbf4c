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
	"syscall"
	"time"

	"github.com/coreos/go-systemd/v22/activation"
	"github.com/coreos/go-systemd/v22/daemon"
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

// Listen listens on a TCP address. If systemd has passed a socket to this process,
// it returns that one, and reports that it was inherited: systemd keeps the socket
// open when the process ends.
func (Host) Listen(address string) (l net.Listener, inherited bool, err error) {
	files := activation.Files(true)
	switch len(files) {
	case 0:
		l, err = net.Listen("tcp", address)
		return l, false, err
	case 1:
		l, err = net.FileListener(files[0])
		return l, true, errors.Join(err, files[0].Close())
	}
	return nil, false, fmt.Errorf("systemd has passed %d sockets, want 1", len(files))
}

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

// Ready tells systemd, if it has started this process, that the service is ready,
// and when the context ends, that it is stopping. In between it sends the watchdog's
// messages as often as systemd asks for them.
// From now on the heap is kept smaller than usual, unless GOGC says something: what
// the sessions hold mostly waits.
func (Host) Ready(ctx context.Context) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
	notify(daemon.SdNotifyReady)
	context.AfterFunc(ctx, func() { notify(daemon.SdNotifyStopping) })
	interval, err := daemon.SdWatchdogEnabled(false)
	if err != nil || interval == 0 {
		return
	}
	go func() {
		tick := time.NewTicker(interval / 2)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				notify(daemon.SdNotifyWatchdog)
			case <-ctx.Done():
				return
			}
		}
	}()
}

// notify sends a message to systemd. There is nothing to do about an error: systemd
// acts by itself if the message does not arrive.
func notify(state string) { _, _ = daemon.SdNotify(false, state) }
