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
	"syscall"
	"time"

	"github.com/coreos/go-systemd/v22/activation"
	"github.com/coreos/go-systemd/v22/daemon"
)

// maxSecret bounds the size of a secret file, in bytes.
const maxSecret = 64 << 10

// ReadOrCreateSecret reads a file that only its owner may be able to read. If there is
// none, it creates the file with the content that create returns, and its folder.
// Processes that call it at the same time get the same content.
func (h Host) ReadOrCreateSecret(path string, create func() ([]byte, error)) ([]byte, error) {
	content, err := readSecret(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return content, err
	}
	if content, err = create(); err != nil {
		return nil, err
	}
	if err := createSecret(path, content); err != nil {
		return nil, err
	}
	return readSecret(path) // another process may have created it first
}

func readSecret(path string) ([]byte, error) {
	f, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written to it
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if mode := info.Mode(); mode.Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, fmt.Errorf("%s: others may read it (mode %04o); use chmod 600, or another key if they have", path, mode.Perm())
	}
	return io.ReadAll(io.LimitReader(f, maxSecret))
}

// createSecret creates a file atomically. It keeps a file that another process creates at
// the same time.
func createSecret(path string, content []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".new-*") // with mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // after a link or a rename it is no longer needed
	_, err = f.Write(content)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return os.Rename(f.Name(), path) // the file system has no hard links
	}
	return nil
}

// Listen listens on a TCP address. If systemd has passed a socket to this process, it
// returns that one, and reports that it was inherited: systemd keeps the socket open when
// the process ends.
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
func (Host) Dial(address string, timeout time.Duration) (net.Conn, error) {
	return net.DialTimeout("tcp", address, timeout)
}

// StopContext returns a context that ends when a signal asks the process to stop, such as
// SIGTERM. A second signal ends the process at once. If onHangup is nil, SIGHUP counts too,
// unless it was ignored when the process started, as nohup does. Otherwise onHangup is
// called for each SIGHUP instead, one call at a time.
//
// It also ignores SIGPIPE: a server must not end because the program that reads its log has
// ended.
func (Host) StopContext(ctx context.Context, onHangup func()) (context.Context, context.CancelFunc) {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if onHangup == nil && !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(ctx, signals...)
	context.AfterFunc(ctx, stop) // from now on, the signals do what they do by default
	if onHangup != nil {
		callOnHangup(ctx, onHangup)
	}
	return ctx, stop
}

// callOnHangup calls a function for each SIGHUP until the context ends. Later signals are
// ignored, so that they do not cut a graceful stop short.
func callOnHangup(ctx context.Context, onHangup func()) {
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	go func() {
		for {
			select {
			case <-hangups:
				onHangup()
			case <-ctx.Done():
				return
			}
		}
	}()
}

// NotifyReady tells systemd, if it has started this process, that the service is ready,
// and when the context ends, that it is stopping. In between it sends the watchdog's
// messages as often as systemd asks for them, while the function healthy returns nil in
// time. Otherwise it calls report with the reason, and systemd restarts the service if it
// does not recover.
func (Host) NotifyReady(ctx context.Context, healthy func(context.Context) error, report func(error)) {
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
				watch(ctx, interval/2, healthy, report)
			case <-ctx.Done():
				return
			}
		}
	}()
}

// watch sends one message of the watchdog if the service is healthy.
func watch(ctx context.Context, timeout time.Duration, healthy func(context.Context) error, report func(error)) {
	checking, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	err := healthy(checking)
	switch {
	case err == nil:
		notify(daemon.SdNotifyWatchdog)
	case ctx.Err() == nil:
		report(err)
	}
}

// notify sends a message to systemd. Errors are ignored: nothing can be done about them
// here.
func notify(state string) { _, _ = daemon.SdNotify(false, state) }
